"""Tools of the prompt that Debian or npm carry: how each is loaded, so that its prompt ends with `ready> `.

    tool = TOOLS["starship", "bash"]
    tool.is_there()                     # or its tests are skipped; `make tools` installs all of them
    terminal.run(tool.line)

`npm` stands in a path for build/tools: what `make tools` unpacks there, and checkouts that you put beside it under
their own names (ohmyzsh, powerlevel10k, prezto, tide, bash-git-prompt, bash-preexec).
"""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field

from harness import BINARY, SYSTEM_PATH

NPM = os.environ.get("AWSMFA_TOOLS") or str(BINARY.parent.parent / "tools")
FZF = "/usr/share/doc/fzf/examples/key-bindings"
LP = "/usr/share/liquidprompt/liquidprompt"
KITTY = "/usr/lib/kitty/shell-integration"
GIT = "/usr/lib/git-core/git-sh-prompt"
VTE = "/etc/profile.d/vte-2.91.sh"


def version_of_fish():
    if shutil.which("fish", path=SYSTEM_PATH) is None:
        return (0, 0)
    shown = subprocess.run(["fish", "--version"], env={"PATH": SYSTEM_PATH}, capture_output=True, text=True).stdout
    return tuple(int(part) for part in re.findall(r"\d+", shown)[:2])


@dataclass
class Tool:
    needs: str  # a command, or a file
    line: str
    env: dict = field(default_factory=dict)
    # What happens if it is loaded after the hook: "renews", "prompts" (not before a command), "told" (doctor says so)
    after: str = "renews"
    before: str = "renews"
    fish: tuple = (3, 1)  # the oldest that it runs in

    def is_there(self):
        if self.fish > (3, 1) and version_of_fish() < self.fish:
            return False
        path = self.needs.replace("npm/", NPM + "/")
        return os.path.exists(path) if "/" in path else shutil.which(path, path=SYSTEM_PATH) is not None

    def loading(self):
        return self.line.replace("npm/", NPM + "/")


LIQUIDPROMPT = {"LP_PS1_POSTFIX": "ready> ", "LP_ENABLE_LOAD": "0", "LP_ENABLE_BATT": "0", "LP_ENABLE_TEMP": "0"}
POWERLEVEL9K = (
    "POWERLEVEL9K_PROMPT_ON_NEWLINE=true; POWERLEVEL9K_MULTILINE_LAST_PROMPT_PREFIX='ready> '; "
    "POWERLEVEL9K_LEFT_PROMPT_ELEMENTS=(dir); POWERLEVEL9K_DISABLE_RPROMPT=true; "
    "source /usr/share/powerlevel9k/powerlevel9k.zsh-theme; powerlevel9k_prepare_prompts"
)
SPACESHIP = (
    "SPACESHIP_PROMPT_ASYNC=false SPACESHIP_PROMPT_ORDER=(char) SPACESHIP_CHAR_SYMBOL='ready> '; "
    "source npm/spaceship-prompt/spaceship.zsh"
)
GIT_PROMPT = """PROMPT_COMMAND='__git_ps1 "" "ready> "'${PROMPT_COMMAND:+";$PROMPT_COMMAND"}"""
P9K = "/usr/share/powerlevel9k/powerlevel9k.zsh-theme"
PURE = "fpath=(npm/pure-prompt $fpath); autoload -U promptinit; promptinit; PURE_PROMPT_SYMBOL='ready> '; prompt pure"
STARSHIP = {"STARSHIP_CONFIG": "/dev/null"}
CODE = "npm/vscode/shellIntegration"
CODE_ENV = {"TERM_PROGRAM": "vscode", "VSCODE_NONCE": "a-nonce", "VSCODE_STABLE": "1"}
PREEXEC = "npm/bash-preexec/bash-preexec.sh"
ATUIN = {"ATUIN_NOBIND": "true", "ATUIN_UPDATE_CHECK": "false"}
# It writes there even after the shell's end.
ITS_OWN_HOME = 'function atuin { HOME=$XDG_CACHE_HOME command atuin "$@"; }; '
POWERLEVEL10K = "POWERLEVEL9K_DISABLE_GITSTATUS=true; " + POWERLEVEL9K.replace(
    "/usr/share/powerlevel9k/powerlevel9k.zsh-theme; powerlevel9k_prepare_prompts",
    "npm/powerlevel10k/powerlevel10k.zsh-theme",
)
OHMYZSH = (
    "ZSH=npm/ohmyzsh ZSH_THEME= plugins=(git aws) ZSH_DISABLE_COMPFIX=true ZSH_CACHE_DIR=$XDG_CACHE_HOME; "
    "ZSH_COMPDUMP=$XDG_CACHE_HOME/dump; "
    "zstyle ':omz:update' mode disabled; source npm/ohmyzsh/oh-my-zsh.sh; PROMPT='ready> '"
)
PREZTO = (
    "zstyle ':prezto:load' pmodule environment terminal editor history directory spectrum utility prompt; "
    "zstyle ':prezto:module:prompt' theme off; zstyle ':prezto:module:history' histfile /dev/null; "
    "source npm/prezto/init.zsh; PROMPT='ready> '"
)
TIDE = (
    "set -g fish_function_path npm/tide/functions $fish_function_path; set -g tide_left_prompt_items character; "
    "set -g tide_right_prompt_items; source npm/tide/functions/_tide_sub_configure.fish; _load_config lean; "
    "_tide_finish"
)

# (tool, shell): how it is loaded
TOOLS = {
    ("starship", "bash"): Tool("starship", 'eval "$(starship init bash)"', STARSHIP),
    ("starship", "zsh"): Tool("starship", 'eval "$(starship init zsh)"', STARSHIP),
    ("starship", "fish"): Tool("starship", "starship init fish | source", STARSHIP),
    ("direnv", "bash"): Tool("direnv", 'eval "$(direnv hook bash)"'),
    ("direnv", "zsh"): Tool("direnv", 'eval "$(direnv hook zsh)"'),
    ("direnv", "fish"): Tool("direnv", "direnv hook fish | source"),
    ("zoxide", "bash"): Tool("zoxide", 'eval "$(zoxide init bash)"'),
    ("zoxide", "zsh"): Tool("zoxide", 'eval "$(zoxide init zsh)"'),
    ("zoxide", "fish"): Tool("zoxide", "zoxide init fish | source"),
    ("fzf", "bash"): Tool(FZF + ".bash", "source %s.bash" % FZF),
    ("fzf", "zsh"): Tool(FZF + ".zsh", "source %s.zsh" % FZF),
    ("fzf", "fish"): Tool(FZF + ".fish", "source %s.fish; fzf_key_bindings" % FZF),
    ("liquidprompt", "bash"): Tool(LP, "source " + LP, LIQUIDPROMPT),
    ("liquidprompt", "zsh"): Tool(LP, "source " + LP, LIQUIDPROMPT),
    ("powerlevel9k", "zsh"): Tool(P9K, POWERLEVEL9K, {"TERM": "xterm-256color"}),
    ("pure", "zsh"): Tool("npm/pure-prompt/pure.zsh", PURE),
    ("spaceship", "zsh"): Tool("npm/spaceship-prompt/spaceship.zsh", SPACESHIP),
    ("zsh-autosuggestions", "zsh"): Tool(
        "/usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh",
        "source /usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh",
    ),
    ("zsh-syntax-highlighting", "zsh"): Tool(
        "/usr/share/zsh-syntax-highlighting/zsh-syntax-highlighting.zsh",
        "source /usr/share/zsh-syntax-highlighting/zsh-syntax-highlighting.zsh",
    ),
    ("bash-preexec (undistract-me)", "bash"): Tool(
        "/usr/share/undistract-me/preexec.bash",
        "source /usr/share/undistract-me/preexec.bash; preexec_install",
    ),
    ("kitty", "bash"): Tool(
        KITTY + "/bash/kitty.bash", "KITTY_SHELL_INTEGRATION=enabled; source %s/bash/kitty.bash" % KITTY
    ),
    ("kitty", "zsh"): Tool(
        KITTY + "/zsh/kitty-integration",
        "KITTY_SHELL_INTEGRATION=enabled; autoload -Uz -- %s/zsh/kitty-integration; kitty-integration" % KITTY,
    ),
    ("kitty", "fish"): Tool(
        KITTY + "/fish/vendor_conf.d/kitty-shell-integration.fish",
        "set -gx KITTY_SHELL_INTEGRATION enabled; source %s/fish/vendor_conf.d/kitty-shell-integration.fish" % KITTY,
    ),
    ("VS Code", "bash"): Tool(CODE + "-bash.sh", "source %s-bash.sh" % CODE, CODE_ENV),
    ("VS Code", "zsh"): Tool(CODE + "-rc.zsh", "source %s-rc.zsh" % CODE, CODE_ENV),
    ("VS Code", "fish"): Tool(CODE + ".fish", "source %s.fish" % CODE, CODE_ENV),
    ("bash-preexec", "bash"): Tool(PREEXEC, "source " + PREEXEC),
    ("atuin", "bash"): Tool("atuin", ITS_OWN_HOME + 'source %s; eval "$(atuin init bash)"' % PREEXEC, ATUIN),
    ("atuin", "zsh"): Tool("atuin", ITS_OWN_HOME + 'eval "$(atuin init zsh)"', ATUIN),
    ("atuin", "fish"): Tool(
        "atuin",
        "function atuin; HOME=$XDG_CACHE_HOME command atuin $argv; end; atuin init fish | source",
        ATUIN,
    ),
    ("bash-git-prompt", "bash"): Tool(
        "npm/bash-git-prompt/gitprompt.sh",
        "GIT_PROMPT_ONLY_IN_REPO=1; PS1='ready> '; source npm/bash-git-prompt/gitprompt.sh",
    ),
    ("powerlevel10k", "zsh"): Tool(
        "npm/powerlevel10k/powerlevel10k.zsh-theme", POWERLEVEL10K, {"TERM": "xterm-256color"}
    ),
    ("oh-my-zsh", "zsh"): Tool("npm/ohmyzsh/oh-my-zsh.sh", OHMYZSH),
    ("prezto", "zsh"): Tool("npm/prezto/init.zsh", PREZTO),
    ("tide", "fish"): Tool("npm/tide/functions/fish_prompt.fish", TIDE, fish=(3, 4)),
    ("git's prompt", "bash"): Tool(GIT, "source %s; %s" % (GIT, GIT_PROMPT)),
    ("GNOME Terminal (vte)", "bash"): Tool(VTE, "source " + VTE, {"VTE_VERSION": "7002"}, after="told"),
    ("GNOME Terminal (vte)", "zsh"): Tool(VTE, "source " + VTE, {"VTE_VERSION": "7002"}),
}  # fmt: skip

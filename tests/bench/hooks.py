"""What a hook adds to a prompt and to a command when nothing is due, measured by the shell itself.

Each shell runs its own loop of many calls, of the hook's function and of an empty one in turn, and prints
microseconds; zoxide's hook, which many people have, runs in the same loop where it is installed.
"""

import os
import statistics
import subprocess

LOOPS = {
    "bash": """
eval "$(awsmfa hook bash)"; nothing() {{ :; }}
{zoxide}
loop() {{ local i start=$EPOCHREALTIME; for ((i = 0; i < 5000; i++)); do eval "$2"; done
  local end=$EPOCHREALTIME; printf '%s %s\\n' "$1" "$(( (${{end/./}} - ${{start/./}}) ))"; }}
for round in 1 2 3 4 5 6 7; do
  loop empty nothing; loop prompt "${{PROMPT_COMMAND[0]}}"; loop plain ': "$PS1"'; loop command ': "${{PS0@P}}"'
  {zoxide_loop}
done
""",
    "zsh": """
eval "$(awsmfa hook zsh)"; nothing() {{ :; }}
loop() {{ local -F start=$EPOCHREALTIME; local i; for ((i = 0; i < 5000; i++)); do eval "$2"; done
  printf '%s %d\\n' $1 $(( (EPOCHREALTIME - start) * 1000000 )); }}
for round in 1 2 3 4 5 6 7; do
  loop empty nothing; loop prompt __awsmfa_prompt; loop plain nothing; loop command __awsmfa_command
done
""",
    "fish": """
awsmfa hook fish | source
function nothing; end
function loop
  set -l start (date +%s%N); for i in (seq 2000); $argv[2]; end
  printf '%s %d\\n' $argv[1] (math -s0 "("(date +%s%N)" - $start) * 2.5 / 1000")
end
for round in 1 2 3 4 5
  loop empty nothing; loop prompt __awsmfa_prompt; loop plain nothing; loop command __awsmfa_command
end
""",
}
CALLS = 5000
START = {
    "bash": ["bash", "--noprofile", "--norc", "-i", "-c"],
    "zsh": ["zsh", "-f", "-i", "-c"],
    "fish": ["fish", "--no-config", "-i", "-c"],
}
BUDGET = {"zsh": 5, "fish": 80}  # microseconds; bash is held against zoxide


def microseconds(shell, env):
    """The medians of the rounds: prompt and command, each over an empty function, and zoxide's prompt."""
    zoxide = any(os.access(folder + "/zoxide", os.X_OK) for folder in env["PATH"].split(":"))
    text = LOOPS[shell]
    if shell == "bash":
        text = text.format(
            zoxide='eval "$(zoxide init bash)"' if zoxide else "",
            zoxide_loop="loop zoxide __zoxide_hook" if zoxide else "",
        )
    elif shell == "zsh":
        text = text.format()
    done = subprocess.run([*START[shell], text], env=env, capture_output=True, text=True)
    if done.returncode != 0:
        return None
    rows = [line.split() for line in done.stdout.splitlines()]
    took = {name: [] for name, _ in rows}
    for name, figure in rows:
        took[name].append(int(figure) / CALLS)
    pairs = [("prompt", "empty"), ("command", "plain"), ("zoxide", "empty")]
    return {
        one: statistics.median(a - b for a, b in zip(took[one], took[other])) for one, other in pairs if one in took
    }


def report(table, env):
    table.head("The hook, nothing due: microseconds over an empty function, of many calls in one shell")
    for shell in LOOPS:
        took = microseconds(shell, env)
        if took is None:
            table.line(shell, "not measured")
            continue
        for point in ("prompt", "command"):
            if shell in BUDGET:
                table.line(
                    "%s, %s" % (shell, point), "%.1f us" % took[point], "", took[point], BUDGET[shell], unit=" us"
                )
            elif "zoxide" in took:
                beside = "zoxide's %.1f us: x zoxide" % took["zoxide"]
                ratio = took[point] / took["zoxide"]
                table.line("%s, %s" % (shell, point), "%.1f us" % took[point], beside, ratio, 0.5)
            else:
                table.line("%s, %s" % (shell, point), "%.1f us" % took[point], "zoxide is not installed")

"""What an ordinary user does first with an installed awsmfa, in three shells; try.sh runs it on a fresh system.

    PYTHONPATH=tests python3 packaging/smoke.py /usr

Hook, session, completion and manual; the stand-in plays AWS. The first thing that is not as it should be ends it
with status 1.
"""

import os
import subprocess
import sys
import tempfile

from standin import StandIn

HOOK = {
    "bash": 'eval "$(awsmfa hook bash)"',
    "zsh": 'eval "$(awsmfa hook zsh)"',
    "fish": "awsmfa hook fish | source",
}
START = {"bash": ["bash", "--norc", "-i", "-c"], "zsh": ["zsh", "-f", "-i", "-c"], "fish": ["fish", "-i", "-c"]}
# Each prints "status", or what stands for it, if the shell finds the completion by itself.
COMPLETION = {
    "bash": "source /usr/share/bash-completion/bash_completion; _completion_loader awsmfa; complete -p awsmfa",
    "zsh": "autoload -Uz compinit; compinit -D -u; print $_comps[awsmfa]",
    "fish": "complete -C 'awsmfa stat'",
}


def run(command, env):
    done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)
    out, err = done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
    if done.returncode != 0:
        sys.exit("smoke: %s: status %d\n%s%s" % (" ".join(command), done.returncode, out, err))
    return out


def demand(fact, what):
    if not fact:
        sys.exit("smoke: " + what)


def use(shell, prefix, sts, phone, env):
    """Loads the hook, begins a session, looks at it, and drops it."""
    line = "%s; awsmfa use -t %s; env; awsmfa drop; echo -----; env"
    out = run([*START[shell], line % (HOOK[shell], phone.next_code())], env)
    with_session, _, without = out.partition("-----")
    demand("AWS_SESSION_TOKEN=%s\n" % sts.newest_session.token in with_session, "%s: there is no session" % shell)
    demand("AWS_SESSION_TOKEN" not in without, "%s: the session stays" % shell)
    installed = os.path.join(prefix, "share", "awsmfa", "awsmfa." + shell)
    with open(installed, encoding="utf-8") as file:
        demand(file.read() == run(["awsmfa", "hook", shell], env), "%s is not the hook" % installed)


def main():
    prefix = sys.argv[1]
    with StandIn() as sts, tempfile.TemporaryDirectory(prefix="awsmfa-smoke-") as home:
        alice = sts.account.user("alice")
        phone, key = alice.device(), alice.keys[0]
        os.mkdir(os.path.join(home, ".aws"), 0o700)
        with open(os.open(os.path.join(home, ".aws", "credentials"), os.O_CREAT | os.O_WRONLY, 0o600), "w") as file:
            file.write("[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n" % (key.id, key.secret))
        env = {
            "PATH": "%s/bin:/usr/local/bin:/usr/bin:/bin" % prefix,
            "HOME": home,
            "LANG": "C.UTF-8",
            "TERM": "dumb",
            "AWS_ENDPOINT_URL": sts.url,
        }
        for shell in HOOK:
            use(shell, prefix, sts, phone, env)
            found = run([*START[shell], COMPLETION[shell]], env)
            demand("_awsmfa" in found or "status" in found, "%s finds no completion: %s" % (shell, found))
        demand("MFA" in run(["man", "awsmfa"], {**env, "MANPAGER": "cat"}), "there is no manual")
        demand(not sts.oddities, "the server saw what no correct client sends: %s" % sts.oddities)
    print("smoke: hook, session, completion and manual in %s" % ", ".join(HOOK))


if __name__ == "__main__":
    main()

"""--share: the terminals of a user live off one MFA session, which lies in memory and in the user's reach alone."""

import os
import re
import signal
import stat
import subprocess

import pytest

from harness import need
from harness_hooks import HOUR, every_shell
from harness_processes import wait_for_file
from harness_shells import exports
from harness_terminal import QUESTION
from standin import faults

WAITING = r"waiting for (?:the terminal (/\S+)|another awsmfa), which is getting an MFA session"


@pytest.fixture
def shared(awsmfa, home, alice, runtime_dir):
    """awsmfa with a runtime directory; each call is a terminal of its own, without a controlling one."""
    home.credentials(alice.profile())
    awsmfa.env["XDG_RUNTIME_DIR"] = runtime_dir
    return awsmfa


@pytest.fixture
def store(runtime_dir):
    return runtime_dir / "awsmfa"


def key_of(result):
    assert result.status == 0, result
    return exports(result)["AWS_ACCESS_KEY_ID"]


def held_by(result):
    """The variables that a terminal holds after it evaluated the result."""
    return {name: value for name, value in exports(result).items() if name.startswith("AWS")}


def codes(sts):
    """The codes that the stand-in was sent."""
    return [entry.code for entry in sts.log if entry.code is not None]


# --- one code ------------------------------------------------------------------------------------


def test_second_terminal_needs_no_code_and_no_request(shared, sts, alice):
    """The whole point: the session that one terminal got is there for the next."""
    first = key_of(shared("env", "--share", "-t", alice.phone.next_code()))
    asked = len(sts.log)
    assert key_of(shared("env", "--share")) == first
    assert len(sts.log) == asked and len(codes(sts)) == 1


def test_roles_of_all_terminals_stand_on_one_code(shared, sts, alice, ops, audit):
    """Another role in another terminal is another AssumeRole, and no other code; the same role is there already."""
    first = key_of(shared("env", "--share", "-r", ops.arn, "-t", alice.phone.next_code()))
    assert key_of(shared("env", "--share", "-r", audit.arn)) == sts.newest_session.id
    assert key_of(shared("env", "--share", "-r", ops.arn)) == first
    assert len(codes(sts)) == 1 and len(sts.requests("AssumeRole")) == 2


@pytest.mark.skipif(os.geteuid() != 0, reason="only root sees who waits")
def test_a_role_that_four_want_at_once_is_assumed_once(shared, sts, alice, ops):
    """Three come while the first waits for AWS: what that one gets is theirs too."""
    key_of(shared("env", "--share", "-t", alice.phone.next_code()))
    stall = faults.Stall(action="AssumeRole")
    sts.faults.append(stall)
    running = [shared.start("env", "--share", "-r", ops.arn)]
    stall.wait_started()
    running += [shared.start("env", "--share", "-r", ops.arn) for _ in range(3)]
    for one in running:
        wait_for_file(one.pid, "/role-.*lock$")
    stall.release()
    assert {key_of(one.finish()) for one in running} == {sts.newest_session.id}
    assert len(sts.requests("AssumeRole")) == 1


@pytest.mark.parametrize(
    "option",
    [
        ["--role-session-name", "other"],
        ["--external-id", "other"],
        ["--policy", "{}"],
        ["--policy-arn", "arn:aws:iam::aws:policy/ReadOnlyAccess"],
        ["-d", "30m"],
        ["--force"],
        ["--min", "30m"],
    ],
)
def test_a_role_asked_for_differently_is_assumed_again(shared, sts, alice, ops, option):
    """A session that is narrower, shorter or signed with another name is another session."""
    sts.lifetime = {"AssumeRole": 1000}
    first = key_of(shared("env", "--share", "-r", ops.arn, "-t", alice.phone.next_code()))
    sts.lifetime = None
    code = ["-t", alice.phone.next_code()] if option == ["--force"] else []
    other = key_of(shared("env", "--share", "-r", ops.arn, *option, *code))
    assert other != first and len(sts.requests("AssumeRole")) == 2
    if option[0] not in ("--force", "--min"):
        assert key_of(shared("env", "--share", "-r", ops.arn)) == first


def test_without_the_wish_nothing_is_read_and_nothing_is_written(shared, sts, alice, store):
    """Sharing is for those who ask for it: no other terminal's session comes in unasked, and none goes out."""
    key_of(shared("env", "-t", alice.phone.next_code()))
    assert not store.exists()
    key_of(shared("env", "--share", "-t", alice.phone.next_code()))
    result = shared("env")
    assert result.status == 6 and len(codes(sts)) == 2


@pytest.mark.parametrize(
    "option, variable, key, shares",
    [
        ([], "1", None, True),
        ([], "true", None, True),
        ([], None, "true", True),
        ([], None, "TRUE", True),
        ([], "0", "true", False),
        ([], "", "true", True),
        ([], "1", "false", True),
        (["--share"], "0", "false", True),
        ([], None, "false", False),
        ([], None, None, False),
    ],
)
def test_option_goes_before_variable_before_key(shared, home, alice, store, option, variable, key, shares):
    """The order of everything else that can be said in three places."""
    if key is not None:
        home.config("[default]\nawsmfa_share = %s\n" % key)
    key_of(shared("env", *option, "-t", alice.phone.next_code(), env={"AWSMFA_SHARE": variable}))
    assert store.exists() == shares


def test_source_profile_says_it_for_its_roles(shared, home, sts, alice, ops, store):
    """As with the device: it is the keys that are shared, so it stands beside them."""
    home.config("[default]\nawsmfa_share = true\n[profile ops]\nrole_arn = %s\nsource_profile = default\n" % ops.arn)
    key_of(shared("env", "-p", "ops", "-t", alice.phone.next_code()))
    assert store.exists()


@pytest.mark.parametrize("variable, key, said", [
    ("maybe", None, "AWSMFA_SHARE is neither 1 nor 0: 'maybe'"),
    (None, "sometimes", "~/.aws/config:2: awsmfa_share of profile 'default' is neither true nor false: 'sometimes'"),
])
def test_a_word_that_is_neither_yes_nor_no_is_an_error(shared, home, sts, variable, key, said):
    """A slip must not decide about secrets in silence."""
    if key is not None:
        home.config("[default]\nawsmfa_share = %s\n" % key)
    result = shared("env", "-t", "123456", env={"AWSMFA_SHARE": variable})
    assert result.status == 1 and "awsmfa: " + said in result.lines and not sts.log


def test_a_bare_command_keeps_sharing(shared, sts, alice, store):
    """--share is a wish like any other: it is remembered with the session."""
    held = held_by(shared("env", "--share", "-t", alice.phone.next_code()))
    assert held["AWSMFA_OPTIONS"] == "share=1"
    for path in store.iterdir():
        path.unlink()
    key_of(shared("env", "--force", "-t", alice.phone.next_code(), env=held))
    assert len(list(store.glob("*[!k]"))) == 1


def test_keys_devices_and_hosts_do_not_mix(shared, standin, home, sts, alice):
    """An MFA session belongs to a key, a device and an STS; another one's is of no use."""
    other = sts.account.user("bob").device()
    bob = sts.account.user("bob")
    home.credentials(
        alice.profile()
        + "[bob]\naws_access_key_id = %s\naws_secret_access_key = %s\nmfa_serial = %s\n"
        % (bob.keys[0].id, bob.keys[0].secret, other.serial)
    )
    key_of(shared("env", "--share", "-t", alice.phone.next_code()))
    assert shared("env", "--share", "-p", "bob").status == 6
    assert shared("env", "--share", "-s", "arn:aws:iam::123456789012:mfa/another").status == 6
    assert shared("env", "--share", "--endpoint-url", standin().url).status == 6


def test_another_duration_is_another_session(shared, sts, alice):
    """Who asks for an hour does not want the other terminal's twelve."""
    key_of(shared("env", "--share", "-t", alice.phone.next_code()))
    assert shared("env", "--share", "-d", "1h").status == 6
    assert shared("env", "--share", "--min", "11h").status == 0
    assert shared("env", "--share", "-d", "36h").status == 6


def test_force_gets_a_new_one_for_all(shared, sts, alice):
    """--force means a new code, and the others profit from it."""
    first = key_of(shared("env", "--share", "-t", alice.phone.next_code()))
    second = key_of(shared("env", "--share", "--force", "-t", alice.phone.next_code()))
    assert first != second and key_of(shared("env", "--share")) == second


def make_older(store, seconds):
    """The shared MFA session is one of before: its beginning stands last but one in its record."""
    [file] = store.glob("*[!k]")
    text = re.sub(r"(s=[^&]*,)(\d+)(,\d+)", lambda m: m[1] + str(int(m[2]) - seconds) + m[3], file.read_text())
    file.write_text(text)


def test_a_role_that_wants_a_new_code_renews_it_for_all(shared, sts, alice, store):
    """aws:MultiFactorAuthAge: the old session is refused, the new one replaces it in the store."""
    strict = sts.account.role("strict", mfa=True, max_age=HOUR)
    old = key_of(shared("env", "--share", "-t", alice.phone.next_code()))
    sts.newest_session.mfa_at -= 2 * HOUR
    make_older(store, 2 * HOUR)
    result = shared("env", "--share", "-r", strict.arn)
    assert result.status == 6 and "it may want a newer one" in result.stderr
    assert shared("env", "--share", "-r", strict.arn, "-t", alice.phone.next_code()).status == 0
    new = key_of(shared("env", "--share"))
    assert new != old and len(codes(sts)) == 2


# --- codes -----------------------------------------------------------------------------------------


def test_a_code_that_another_terminal_used_is_not_sent(shared, sts, alice, ops):
    """AWS would refuse it after half a second, and say less."""
    code = alice.phone.next_code()
    key_of(shared("env", "--share", "-t", code))
    result = shared("env", "--share", "--force", "-t", code)
    assert result.status == 6 and "used already" in result.stderr and "the next one comes in" in result.stderr
    result = shared("env", "--share", "-r", ops.arn, "-d", "2h", "-t", code)
    assert result.status == 6 and "used already" in result.stderr
    assert codes(sts) == [code]


def test_a_code_that_bought_a_long_role_is_known_too(shared, sts, alice):
    """A role for two hours gives no MFA session to share, but its code is gone."""
    long_role = sts.account.role("long", mfa=True, max_session=12 * HOUR)
    code = alice.phone.next_code()
    key_of(shared("env", "--share", "-r", long_role.arn, "-d", "2h", "-t", code))
    result = shared("env", "--share", "-t", code)
    assert result.status == 6 and "used already" in result.stderr and codes(sts) == [code]


def test_a_refused_code_is_known_and_one_that_never_arrived_is_not(shared, sts, alice):
    """Only what AWS has seen counts: a dead network must not burn a code."""
    wrong = alice.phone.wrong_code()
    assert shared("env", "--share", "-t", wrong).status == 4
    assert shared("env", "--share", "-t", wrong).status == 6
    code = alice.phone.next_code()
    assert shared("env", "--share", "-t", code, env={"AWS_ENDPOINT_URL": "http://127.0.0.1:1"}).status == 5
    assert shared("env", "--share", "-t", code).status == 0
    assert codes(sts) == [wrong, code]


def test_a_code_whose_answer_was_lost_is_known(shared, sts, alice):
    """AWS may have taken it: another terminal is told, and sends nothing."""
    code = alice.phone.next_code()
    sts.faults += [faults.AnswerLost(), faults.AnswerLost(), faults.AnswerLost()]
    assert shared("env", "--share", "-t", code).status == 5
    sent = len(codes(sts))
    assert shared("env", "--share", "-t", code).status == 6 and len(codes(sts)) == sent


# --- at the same moment ------------------------------------------------------------------------------


@pytest.mark.pty
def test_terminals_that_need_a_code_together_ask_once(terminal, home, sts, alice, runtime_dir):
    """Six terminals after lunch: one asks, the others say for whom they wait, and all have a session."""
    home.credentials(alice.profile())
    many = [terminal("bash", env={"XDG_RUNTIME_DIR": runtime_dir, "AWSMFA_SHARE": "1"}) for _ in range(6)]
    asks, *others = many
    asks.type('eval "$(awsmfa env)"')
    asks.expect(QUESTION)
    for other in others:
        other.type('eval "$(awsmfa env)"')
        other.expect(WAITING)
    asks.type(alice.phone.next_code())
    for one in many:
        one.expect_prompt()
        assert one.session().is_of(sts.newest_session)
    assert len(sts.sessions) == 1 and len(codes(sts)) == 1


@pytest.mark.pty
def test_six_commands_at_once_ask_once(terminal, home, sts, alice, ops, runtime_dir):
    """`make -j6`, each rule by `awsmfa exec`: one question, and one AssumeRole for all six."""
    home.credentials(alice.profile())
    shell = terminal("bash", env={"XDG_RUNTIME_DIR": runtime_dir, "AWSMFA_SHARE": "1"})
    command = "awsmfa exec -r %s sh -c 'echo ses\"\"sion={}=$AWS_ACCESS_KEY_ID'" % ops.arn
    done = shell.run("seq 6 | xargs -P 6 -I{} %s" % command, answer=alice.phone)
    assert done.status == 0, done
    keys = dict(re.findall(r"session=(\d)=(\w+)", shell.seen()))
    assert sorted(keys) == list("123456") and set(keys.values()) == {sts.newest_session.id}
    assert len(codes(sts)) == 1 and len(sts.requests("AssumeRole")) == 1


@pytest.mark.pty
def test_who_is_killed_at_the_question_lets_the_next_go_on(terminal, home, sts, alice, runtime_dir):
    """A lock that outlives its holder would lock everybody out: this one is the kernel's to take back."""
    home.credentials(alice.profile())
    first, second = (terminal("bash", env={"XDG_RUNTIME_DIR": runtime_dir, "AWSMFA_SHARE": "1"}) for _ in range(2))
    first.type('eval "$(awsmfa env)"')
    first.expect(QUESTION)
    second.type('eval "$(awsmfa env)"')
    second.expect(WAITING)
    first.child.kill(signal.SIGKILL)
    second.answer_code(alice.phone)
    second.expect_prompt()
    assert second.session().is_of(sts.newest_session)


@pytest.mark.pty
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_who_waits_can_interrupt(shell, terminal, home, sts, alice, runtime_dir):
    """The other terminal may be in another room."""
    home.credentials(alice.profile())
    first = terminal("bash", env={"XDG_RUNTIME_DIR": runtime_dir, "AWSMFA_SHARE": "1"})
    second = terminal(shell, env={"XDG_RUNTIME_DIR": runtime_dir, "AWSMFA_SHARE": "1"})
    first.type('eval "$(awsmfa env)"')
    first.expect(QUESTION)
    second.type("awsmfa env --format json >/dev/null")
    second.expect(WAITING)
    second.press("\x03")
    second.expect_prompt()
    assert second.run("echo alive") == "alive\n"


@pytest.mark.pty
def test_other_keys_do_not_wait(terminal, shared, home, sts, alice, runtime_dir):
    """A question about one account is no reason to wait in another."""
    bob = sts.account.user("bob")
    device = bob.device()
    home.credentials(
        alice.profile()
        + "[bob]\naws_access_key_id = %s\naws_secret_access_key = %s\nmfa_serial = %s\n"
        % (bob.keys[0].id, bob.keys[0].secret, device.serial)
    )
    first = terminal("bash", env={"XDG_RUNTIME_DIR": runtime_dir, "AWSMFA_SHARE": "1"})
    first.type('eval "$(awsmfa env)"')
    first.expect(QUESTION)
    assert shared("env", "--share", "-p", "bob", "-t", device.next_code()).status == 0


# --- the store -------------------------------------------------------------------------------------


def test_only_the_user_can_reach_it(shared, alice, store):
    """Directory and files are the user's alone, whatever the umask is, and there are no others."""
    wrapper = ["sh", "-c", 'umask 0; exec "$@"', "sh"]
    key_of(shared("env", "--share", "-t", alice.phone.next_code(), wrapper=wrapper))
    assert stat.S_IMODE(store.stat().st_mode) == 0o700
    names = sorted(path.name for path in store.iterdir())
    assert names == [alice.key.id, alice.key.id + ".lock"]
    for path in store.iterdir():
        assert stat.S_IMODE(path.lstat().st_mode) == 0o600
    assert b"secret" not in (store / (alice.key.id + ".lock")).read_bytes()


def break_mode(path, tmp_path):
    path.chmod(0o640)


def break_links(path, tmp_path):
    os.link(path, path.parent / "second")


def break_by_link(path, tmp_path):
    target = path.parent.parent / "elsewhere"
    path.rename(target)
    path.symlink_to(target)


def break_length(path, tmp_path):
    path.write_bytes(path.read_bytes() + b"&c=1,1" * 4000)


def break_bytes(path, tmp_path):
    path.write_bytes(bytes(range(256)))


def break_end(path, tmp_path):
    path.write_bytes(path.read_bytes()[:-40])


def break_version(path, tmp_path):
    path.write_bytes(path.read_bytes().replace(b"v=1", b"v=2"))


def break_nul(path, tmp_path):
    path.write_bytes(path.read_bytes() + b"\0")


def break_empty(path, tmp_path):
    path.write_bytes(b"")


def break_kind(path, tmp_path):
    path.unlink()
    os.mkfifo(path, 0o600)


def break_owner(path, tmp_path):
    if os.geteuid() != 0:
        pytest.skip("only root can give files away")
    os.chown(path, 12345, -1)


DAMAGES = [
    (break_mode, "does not have mode 0600"),
    (break_links, "has a second link"),
    (break_by_link, "is a symbolic link"),
    (break_length, "is too long"),
    (break_bytes, "is damaged"),
    (break_end, "is damaged"),
    (break_version, "is damaged"),
    (break_nul, "is damaged"),
    (break_empty, "is damaged"),
    (break_kind, "is not a regular file"),
    (break_owner, "belongs to another user"),
]


@pytest.mark.parametrize("damage, said", DAMAGES, ids=lambda one: getattr(one, "__name__", ""))
def test_a_file_that_is_not_as_we_left_it_is_refused_said_and_renewed(
    shared, sts, alice, store, tmp_path, damage, said
):
    """Whoever changed it may have meant to give us their session; what is written next is whole again."""
    first = key_of(shared("env", "--share", "-t", alice.phone.next_code()))
    path = store / alice.key.id
    damage(path, tmp_path)
    result = shared("env", "--share", "--no-input")
    assert result.status == 6
    (warning,) = [line for line in result.lines if said in line]  # once, though the file is read more than once
    assert str(path) in warning and "rm %s" % path in warning
    second = key_of(shared("env", "--share", "-t", alice.phone.next_code()))
    assert second != first
    result = shared("env", "--share")
    assert key_of(result) == second and said not in result.stderr
    if damage is break_by_link:
        assert (store.parent / "elsewhere").read_bytes() and not path.is_symlink()


def test_the_remedy_for_a_directory_in_its_place_works(shared, alice, store):
    """rename(2) cannot replace it: the session is got all the same, and the hint mends it."""
    key_of(shared("env", "--share", "-t", alice.phone.next_code()))
    path = store / alice.key.id
    path.unlink()
    path.mkdir()
    result = shared("env", "--share", "-t", alice.phone.next_code())
    assert result.status == 0 and "not shared" in result.stderr
    hint = next(line for line in result.lines if line.startswith("hint: rm -r "))
    subprocess.run(hint[len("hint: "):], shell=True, check=True)
    key = key_of(shared("env", "--share", "-t", alice.phone.next_code()))
    assert key_of(shared("env", "--share")) == key


def open_to_others(runtime_dir, tmp_path):
    (runtime_dir / "awsmfa").mkdir(mode=0o700)
    (runtime_dir / "awsmfa").chmod(0o755)
    return runtime_dir


def open_runtime(runtime_dir, tmp_path):
    runtime_dir.chmod(0o755)
    return runtime_dir


def set_group_runtime(runtime_dir, tmp_path):
    runtime_dir.chmod(0o2700)
    return runtime_dir


def set_group_and_open(runtime_dir, tmp_path):
    (runtime_dir / "awsmfa").mkdir()
    (runtime_dir / "awsmfa").chmod(0o7755)
    return runtime_dir


def file_in_the_way(runtime_dir, tmp_path):
    (runtime_dir / "awsmfa").write_text("")
    return runtime_dir


def link_in_the_way(runtime_dir, tmp_path):
    (runtime_dir / "there").mkdir(mode=0o700)
    (runtime_dir / "awsmfa").symlink_to(runtime_dir / "there")
    return runtime_dir


@pytest.mark.parametrize("place", [
    open_to_others, open_runtime, set_group_runtime, set_group_and_open, file_in_the_way, link_in_the_way,
])
def test_an_unsafe_place_is_not_used_and_the_hint_mends_it(shared, sts, alice, store, runtime_dir, tmp_path, place):
    """No store is better than one that others can read; the user gets a session and the command that helps."""
    place(runtime_dir, tmp_path)
    result = shared("env", "--share", "-t", alice.phone.next_code())
    assert result.status == 0 and re.search(r"awsmfa: not shared: .*%s" % runtime_dir, result.stderr)
    assert not (runtime_dir / "there").exists() or not list((runtime_dir / "there").iterdir())
    hint = next(line for line in result.lines if line.startswith("hint: "))
    subprocess.run(hint[len("hint: "):], shell=True, check=True)
    key = key_of(shared("env", "--share", "-t", alice.phone.next_code()))
    assert key_of(shared("env", "--share")) == key


def test_a_disk_is_no_place(shared, home, alice, tmp_path):
    """Nothing at rest, sharing or not."""
    place = tmp_path / "run"
    place.mkdir(mode=0o700)
    kind = subprocess.run(["stat", "-f", "-c", "%T", place], capture_output=True, text=True, check=True).stdout
    if kind.strip() in ("tmpfs", "ramfs"):
        pytest.skip("the temporary directory of this machine is in memory")
    result = shared("env", "--share", "-t", alice.phone.next_code(), env={"XDG_RUNTIME_DIR": place})
    assert result.status == 0 and "is not on a memory file system" in result.stderr
    assert list(place.iterdir()) == []


@pytest.mark.parametrize(
    "value, said", [("run/user", "is not an absolute path"), ("/nowhere/at/all", "cannot open XDG_RUNTIME_DIR")]
)
def test_a_runtime_directory_that_is_none_is_said(shared, alice, value, said):
    """The session is got all the same."""
    result = shared("env", "--share", "-t", alice.phone.next_code(), env={"XDG_RUNTIME_DIR": value})
    assert result.status == 0 and "not shared: " in result.stderr and said in result.stderr


def test_a_foreign_place_is_not_used(shared, alice, runtime_dir):
    """`su` leaves the other user's XDG_RUNTIME_DIR behind."""
    if os.geteuid() != 0:
        pytest.skip("only root can give directories away")
    os.chown(runtime_dir, 12345, -1)
    result = shared("env", "--share", "-t", alice.phone.next_code())
    assert result.status == 0 and "belongs to another user" in result.stderr
    os.chown(runtime_dir, 0, -1)


def test_what_a_killed_writer_left_is_replaced(shared, alice, store):
    """The new file of a process that died is nobody's, and no reason to stop sharing."""
    key_of(shared("env", "--share", "-t", alice.phone.next_code()))
    (store / (alice.key.id + ".new")).write_text("half")
    key = key_of(shared("env", "--share", "--force", "-t", alice.phone.next_code()))
    assert key_of(shared("env", "--share")) == key
    assert not (store / (alice.key.id + ".new")).exists()


# --- drop --all --------------------------------------------------------------------------------------


def test_drop_all_empties_the_store_without_a_hook(shared, alice, store):
    """Logging out of everything is one command, whether or not a hook is loaded."""
    key_of(shared("env", "--share", "-t", alice.phone.next_code()))
    result = shared("drop", "--all")
    assert result.status == 0 and result.stdout == "" and result.lines == ["awsmfa: deleted the shared MFA sessions"]
    assert list(store.iterdir()) == []
    assert shared("env", "--share").status == 6
    assert shared("drop", "--all").lines == ["awsmfa: nothing was shared"]


def test_drop_all_tells_how_to_drop_this_shells_own(shared, alice, store):
    """Without the hook nobody evaluates what it prints: the other half is a line to type."""
    held = held_by(shared("env", "--share", "-t", alice.phone.next_code()))
    result = shared("drop", "--all", env=held)
    hint = 'hint: eval "$(awsmfa env --drop)" (fish: awsmfa env --format fish --drop | source)'
    assert result.status == 2 and hint in result.lines
    assert not (store / alice.key.id).exists()


def test_drop_alone_leaves_what_is_shared(shared, alice, store):
    """Leaving one terminal is not leaving all."""
    key_of(shared("env", "--share", "-t", alice.phone.next_code()))
    shared("env", "--drop", "--format", "sh")
    assert shared("env", "--share").status == 0


@pytest.mark.pty
def test_what_was_dropped_while_a_question_waited_stays_dropped(terminal, shared, home, sts, alice, runtime_dir, store):
    """A terminal that stood at its question must not bring back what was deleted meanwhile."""
    key_of(shared("env", "--share", "-t", alice.phone.next_code()))
    asking = terminal("bash", env={"XDG_RUNTIME_DIR": runtime_dir, "AWSMFA_SHARE": "1"})
    asking.type('eval "$(awsmfa env -d 1h)"')
    asking.expect(QUESTION)
    assert shared("drop", "--all").status == 0
    asking.type(alice.phone.wrong_code())  # is remembered as used, in the same file
    asking.expect(QUESTION)
    asking.type("")
    asking.expect_prompt()
    assert shared("env", "--share").status == 6
    assert sts.sessions[0].id.encode() not in (store / alice.key.id).read_bytes()


def test_drop_all_says_when_it_could_not_look(shared, alice, store, runtime_dir):
    """That nothing was shared would be a dangerous thing to say wrongly."""
    key_of(shared("env", "--share", "-t", alice.phone.next_code()))
    runtime_dir.chmod(0o755)
    result = shared("drop", "--all")
    assert result.status == 1 and "hint: chmod 700 %s" % runtime_dir in result.lines
    runtime_dir.chmod(0o700)
    assert shared("drop", "--all").status == 0 and not list(store.iterdir())


def test_a_path_that_a_hint_could_not_show_is_refused(shared, alice, runtime_dir):
    """Hints are pasted: no value may bring a command of its own into one."""
    place = runtime_dir / "a;touch x"
    place.mkdir(mode=0o755)
    result = shared("env", "--share", "-t", alice.phone.next_code(), env={"XDG_RUNTIME_DIR": place})
    assert result.status == 0 and "not shared: XDG_RUNTIME_DIR may hold only" in result.stderr
    assert "hint:" not in result.stderr


@pytest.mark.pty
def test_drop_all_does_not_free_a_lock_that_is_held(terminal, shared, home, sts, alice, runtime_dir):
    """Else two terminals would ask at the same time."""
    home.credentials(alice.profile())
    first, second = (terminal("bash", env={"XDG_RUNTIME_DIR": runtime_dir, "AWSMFA_SHARE": "1"}) for _ in range(2))
    first.type('eval "$(awsmfa env)"')
    first.expect(QUESTION)
    assert shared("drop", "--all").status == 0
    second.type('eval "$(awsmfa env)"')
    second.expect(WAITING)
    first.type(alice.phone.next_code())
    for one in (first, second):
        one.expect_prompt()
        assert one.session().is_of(sts.newest_session)


# --- with the hook -----------------------------------------------------------------------------------


@pytest.fixture
def sharing(hooked, runtime_dir):
    def start(shell, **settings):
        return hooked(shell, env={"XDG_RUNTIME_DIR": str(runtime_dir), "AWSMFA_SHARE": "1"}, **settings)

    return start


@every_shell
@pytest.mark.pty
def test_a_session_that_one_terminal_renewed_is_taken_by_the_other_in_silence(shell, sharing, sts, alice):
    """The code is typed where the user is; the other terminals find it done."""
    first, second = sharing(shell), sharing(shell)
    first.use()
    assert second.run("awsmfa use").status == 0
    for one in (first, second):
        one.later(13 * HOUR)
    new = first.key(answer=alice.phone)
    second.run_quietly("true")
    assert second.key() == new == sts.newest_session.id
    assert len(codes(sts)) == 2


@every_shell
@pytest.mark.pty
def test_a_prompt_does_not_wait_for_a_question_elsewhere(shell, sharing, sts, alice):
    """The prompt is there, one line says why nothing is asked, and the session comes when the other has it."""
    first, second = sharing(shell), sharing(shell)
    first.use()
    second.run("awsmfa use")
    for one in (first, second):
        one.later(13 * HOUR)
    first.type("true")
    first.expect(QUESTION)
    shown = second.enter()
    assert "another terminal is asking for the MFA code" in shown and "MFA code for" not in shown
    assert "another terminal" not in second.enter()
    first.type(alice.phone.next_code())
    first.expect_prompt()
    second.enter()
    assert second.key() == sts.newest_session.id
    assert len(codes(sts)) == 2


@every_shell
@pytest.mark.pty
def test_a_shared_session_is_in_no_shell_and_no_child(shell, sharing, sts, alice, ops, store, home):
    """Who shares has it in the store and nowhere else: not in the state, not in a child, not in HOME."""
    terminal = sharing(shell)
    terminal.use("-r %s" % ops.arn)
    base = sts.sessions[0]
    assert base.id.encode() in (store / alice.key.id).read_bytes()
    shown = terminal.run("echo \"$__awsmfa_state\"")
    assert base.id not in shown
    assert base.secret not in "".join(terminal.env().values())


@every_shell
@pytest.mark.pty
def test_drop_all_in_a_hooked_shell(shell, sharing, sts, alice, store):
    """One command leaves everything."""
    terminal = sharing(shell)
    terminal.use()
    done = terminal.run("awsmfa drop --all")
    assert done.status == 0 and not terminal.session() and list(store.iterdir()) == []


@pytest.mark.leaves("sleep 300")
def test_the_lock_is_not_inherited(shared, home, alice, store):
    """A program of the user's that stays behind must not keep everybody waiting."""
    script = "sleep 300 >/dev/null 2>&1 & echo %s" % alice.phone.next_code()
    home.config("[default]\nmfa_process = %s\n" % script)
    key_of(shared("env", "--share"))
    flock = need("flock")
    done = subprocess.run([flock, "-n", store / (alice.key.id + ".lock"), "true"], check=False)
    assert done.returncode == 0

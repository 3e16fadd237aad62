"""The stand-in judges as AWS does: signatures, codes, sessions, roles, devices."""

import re
import time

import pytest
from harness_client import Client, post, raw_request, refused
from standin import authenticator, faults
from standin.identities import new_secret, new_token

MFA_USED = "MultiFactorAuthentication failed with invalid MFA one time pass code. "
NOT_AUTHORIZED = "User: %s is not authorized to perform: %s on resource: %s"


@pytest.fixture
def client(sts, alice):
    return Client(sts, alice.key)


# The signature


def test_a_good_signature_is_accepted(sts, client, alice):
    assert client.arn() == "arn:aws:iam::123456789012:user/alice"
    entry = sts.log[0]
    assert (entry.action, entry.key, entry.outcome, entry.region) == (
        "GetCallerIdentity",
        alice.key.id,
        "ok",
        "eu-west-1",
    )
    assert "Botocore" in entry.user_agent


def test_a_wrong_secret_is_a_signature_that_does_not_match(sts, alice):
    alice.key.secret, right = new_secret(), alice.key.secret
    with refused("SignatureDoesNotMatch", re.compile("The request signature we calculated .* for details\\.")):
        client = Client(sts, alice.key)
        alice.key.secret = right
        client.arn()


def test_unknown_and_disabled_keys_are_invalid_tokens(sts, alice):
    unknown = {"AccessKeyId": "AKIAIOSFODNN7UNKNOWN", "SecretAccessKey": new_secret(), "SessionToken": None}
    for key in (unknown, alice.key):
        alice.key.active = False
        with refused("InvalidClientTokenId", "The security token included in the request is invalid."):
            Client(sts, key).arn()


def test_a_session_needs_its_own_token(client, sts):
    session = client.session()
    for token in (None, new_token()):
        with refused("InvalidClientTokenId"):
            Client(sts, {**session, "SessionToken": token}).arn()
    assert Client(sts, session).arn().endswith(":user/alice")


@pytest.mark.parametrize(
    "offset, form",
    [
        (3600, r"Signature expired: (\d{8}T\d{6}Z) is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 15 min\.\)"),
        (-3600, r"Signature not yet current: (\d{8}T\d{6}Z) is still later than \d{8}T\d{6}Z"
                r" \(\d{8}T\d{6}Z \+ 15 min\.\)"),
    ],
)  # fmt: skip
def test_a_clock_an_hour_off_is_told_in_the_words_of_aws(sts, client, offset, form):
    sts.clock_offset = offset
    with refused("SignatureDoesNotMatch", re.compile(form)):
        client.arn()


def test_a_clock_ten_minutes_off_is_good_enough(sts, client):
    sts.clock_offset = 600
    client.arn()
    sts.clock_offset = -600
    client.arn()


def test_the_date_header_follows_the_server_clock(sts):
    sts.clock_offset = 7200
    sts.faults.append(faults.Raw(b"x"))
    date = raw_request(sts, post(sts)).split(b"Date: ")[1][:29].decode()
    told = time.mktime(time.strptime(date, "%a, %d %b %Y %H:%M:%S GMT")) - time.timezone
    assert abs(told - sts.now()) < 30
    sts.no_date = True
    assert b"Date:" not in raw_request(sts, post(sts))
    sts.oddities.clear()


def test_a_signature_for_another_region_or_service_is_refused(sts, client, alice):
    sts.region = "eu-central-1"
    with refused("SignatureDoesNotMatch", "Credential should be scoped to a valid region. "):
        client.arn()
    assert Client(sts, alice.key, region="eu-central-1").arn()
    sts.iam_region = "us-east-1"
    with refused("SignatureDoesNotMatch", "Credential should be scoped to a valid region. "):
        client.devices()


# Codes


def test_totp_gives_the_codes_of_rfc_6238():
    secret = b"12345678901234567890"
    known = {59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 20000000000: "353130"}
    assert {when: authenticator.totp(secret, when // 30) for when in known} == known


def test_a_code_works_once(client, alice):
    code = alice.phone.next_code()
    client.session(SerialNumber=alice.serial, TokenCode=code)
    with refused("AccessDenied", MFA_USED):
        client.session(SerialNumber=alice.serial, TokenCode=code)
    assert alice.phone.used_code() == code
    with refused("AccessDenied", MFA_USED):
        client.session(SerialNumber=alice.serial, TokenCode=alice.phone.wrong_code())


def test_the_authenticator_does_not_make_anyone_wait(client, alice, sts):
    for _ in range(5):
        client.mfa_session(alice.phone)
    assert [entry.code_accepted for entry in sts.requests("GetSessionToken")] == [True] * 5
    assert len(set(alice.phone.spent)) == 5


def test_a_code_older_than_the_last_one_is_used(client, alice):
    first = alice.phone.next_code()  # passed over, not spent
    later = authenticator.totp(alice.phone.secret, alice.phone._now_step() + 1)
    client.session(SerialNumber=alice.serial, TokenCode=later)
    with refused("AccessDenied", MFA_USED):
        client.session(SerialNumber=alice.serial, TokenCode=first)


def test_serials_that_cannot_give_a_code(client, sts, alice):
    key = alice.user.device("arn:aws:iam::123456789012:u2f/user/alice-ABCD")
    foreign = sts.account.user("bob").device()
    for serial in (key.serial, foreign.serial, "arn:aws:iam::123456789012:mfa/nobody"):
        message = re.compile(r"MultiFactorAuthentication failed, unable to validate MFA code\.  Please verify .*")
        with refused("AccessDenied", message):
            client.session(SerialNumber=serial, TokenCode=foreign.next_code())
    fob = alice.user.device("GAHT12345678")
    client.mfa_session(fob)


def test_serial_and_code_belong_together(client, alice):
    text = "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code."
    with refused("AccessDenied", text):
        client.session(SerialNumber=alice.serial)
    with refused("AccessDenied", text):
        client.session(TokenCode=alice.phone.next_code())


def test_a_short_code_breaks_the_model(sts, alice):
    client = Client(sts, alice.key).of("sts")
    client.meta.events.register("before-call.sts.GetSessionToken", lambda params, **_: params["body"].update(extra))
    extra = {"TokenCode": "12345", "SerialNumber": alice.serial}
    text = (
        "1 validation error detected: Value '12345' at 'tokenCode' failed to satisfy constraint: "
        "Member must have length greater than or equal to 6"
    )
    with refused("ValidationError", text, 400):
        client.get_session_token()


# Sessions


def test_durations_have_limits(client):
    text = (
        "1 validation error detected: Value '%d' at 'durationSeconds' failed to satisfy constraint: "
        "Member must have value %s than or equal to %d"
    )
    with refused("ValidationError", text % (899, "greater", 900), 400):
        client.session(DurationSeconds=899)
    with refused("ValidationError", text % (129601, "less", 129600), 400):
        client.session(DurationSeconds=129601)
    life = client.session(DurationSeconds=129600)["Expiration"].timestamp() - time.time()
    assert 129500 < life <= 129600


def test_lifetimes_by_action(sts, client):
    sts.lifetime = {"AssumeRole": 4}
    assert client.assume(sts.account.role("ops"))["Expiration"].timestamp() - time.time() <= 4
    assert client.session()["Expiration"].timestamp() - time.time() > 43000


def test_the_root_user_gets_an_hour(sts):
    root = sts.account.user("root", root=True)
    life = Client(sts, root.keys[0]).session()["Expiration"].timestamp() - time.time()
    assert 3500 < life <= 3600


def test_a_session_ends(sts, client):
    sts.lifetime = 1.5
    session = Client(sts, client.session())
    assert session.arn()
    sts.wait_until_expired(margin=0)
    with refused("ExpiredToken", "The security token included in the request is expired"):
        session.arn()


def test_a_session_cannot_ask_for_a_session(sts, client, alice):
    session = Client(sts, client.mfa_session(alice.phone))
    with refused("AccessDenied", "Cannot call GetSessionToken with session credentials"):
        session.session()


def test_keys_look_like_those_of_aws(client):
    for _ in range(20):
        session = client.session()
        assert re.fullmatch("ASIA[A-Z2-7]{16}", session["AccessKeyId"])
        assert re.fullmatch("[A-Za-z0-9+/]{40}", session["SecretAccessKey"])
        assert re.fullmatch("[A-Za-z0-9+/]{340,360}=+", session["SessionToken"])
        assert "+" in session["SessionToken"] and "/" in session["SessionToken"]


# Roles


def test_a_role_that_needs_mfa_takes_a_code_or_an_mfa_session(sts, client, alice):
    role = sts.account.role("ops", path="/team/", mfa=True)
    assert role.arn == "arn:aws:iam::123456789012:role/team/ops"
    denied = NOT_AUTHORIZED % (alice.user.arn, "sts:AssumeRole", role.arn)
    with refused("AccessDenied", denied):
        client.assume(role)
    with refused("AccessDenied", denied):
        Client(sts, client.session()).assume(role)
    by_session = Client(sts, client.mfa_session(alice.phone)).assume(role)
    by_code = client.assume(role, SerialNumber=alice.serial, TokenCode=alice.phone.next_code())
    for credentials in (by_session, by_code):
        assert Client(sts, credentials).arn() == "arn:aws:sts::123456789012:assumed-role/ops/tester"


def test_a_refused_role_has_spent_the_code(sts, client, alice):
    code = alice.phone.next_code()
    nobodys = sts.account.role("closed", trusted=[])
    with refused("AccessDenied", NOT_AUTHORIZED % (alice.user.arn, "sts:AssumeRole", nobodys.arn)):
        client.assume(nobodys, SerialNumber=alice.serial, TokenCode=code)
    assert alice.phone.spent == [code] and sts.log[-1].code_accepted


def test_mfa_that_is_too_old_is_refused(sts, client, alice):
    role = sts.account.role("ops", mfa=True, max_age=300)
    session = Client(sts, client.mfa_session(alice.phone))
    session.assume(role)
    sts.clock_offset = 301
    with refused("AccessDenied"):
        session.assume(role)
    client.assume(role, SerialNumber=alice.serial, TokenCode=alice.phone.next_code())


def test_external_ids_and_trusted_principals(sts, client):
    sts.account.role("partner", external_id="secret-handshake")
    partner = sts.account.roles[-1]
    with refused("AccessDenied"):
        client.assume(partner)
    with refused("AccessDenied"):
        client.assume(partner, ExternalId="wrong")
    client.assume(partner, ExternalId="secret-handshake")
    inner = sts.account.role("inner", trusted=[partner])
    with refused("AccessDenied"):
        client.assume(inner)
    chained = Client(sts, client.assume(partner, ExternalId="secret-handshake"))
    assert Client(sts, chained.assume(inner)).arn().endswith("assumed-role/inner/tester")


def test_a_chain_does_not_carry_the_mfa(sts, client, alice):
    first, second = sts.account.role("first", mfa=True), sts.account.role("second", mfa=True)
    chained = Client(sts, Client(sts, client.mfa_session(alice.phone)).assume(first))
    text = NOT_AUTHORIZED % ("arn:aws:sts::123456789012:assumed-role/first/tester", "sts:AssumeRole", second.arn)
    with refused("AccessDenied", text):
        chained.assume(second)


def test_chaining_is_limited_to_an_hour_for_every_temporary_caller(sts, client, alice):
    role = sts.account.role("long", max_session=43200)
    text = "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining."
    for caller in (client.session(), client.mfa_session(alice.phone), client.assume(role)):
        with refused("ValidationError", text, 400):
            Client(sts, caller).assume(role, DurationSeconds=3601)
        Client(sts, caller).assume(role, DurationSeconds=3600)
    client.assume(role, DurationSeconds=43200)


def test_a_role_has_a_longest_session(sts, client):
    role = sts.account.role("ops", max_session=7200)
    client.assume(role, DurationSeconds=7200)
    text = "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
    with refused("ValidationError", text, 400):
        client.assume(role, DurationSeconds=7201)


def test_tags_policies_and_source_identity_are_recorded(sts, client, alice):
    closed, role = sts.account.role("closed"), sts.account.role("ops", tags=True, source_identity=True)
    tags = [{"Key": "Team", "Value": "a b+c"}, {"Key": "Cost", "Value": "é"}]
    with refused("AccessDenied", NOT_AUTHORIZED % (alice.user.arn, "sts:TagSession", closed.arn)):
        client.assume(closed, Tags=tags)
    with refused("AccessDenied", NOT_AUTHORIZED % (alice.user.arn, "sts:SetSourceIdentity", closed.arn)):
        client.assume(closed, SourceIdentity="alice")
    policies = [{"arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}]
    more = {"Policy": '{"Version":"2012-10-17"}', "PolicyArns": policies, "SourceIdentity": "alice"}
    client.assume(role, Tags=tags, TransitiveTagKeys=["Team"], **more)
    request = sts.newest_session.request
    assert request["Tags"] == tags and request["TransitiveTagKeys"] == ["Team"]
    assert {name: request[name] for name in more} == more


def test_role_arns_that_are_none_and_roles_that_do_not_exist(client, alice):
    with refused("ValidationError", "nothing-valid-in-here is invalid", 400):
        client.assume("nothing-valid-in-here")
    missing = "arn:aws:iam::123456789012:role/missing"
    with refused("AccessDenied", NOT_AUTHORIZED % (alice.user.arn, "sts:AssumeRole", missing)):
        client.assume(missing)
    with refused("ValidationError", status=400):
        client.assume(missing, RoleSessionName="a b")


# Devices


def test_devices_are_listed_for_the_caller(sts, client, alice):
    fob = alice.user.device("GAHT12345678")
    assert client.devices() == [alice.serial, fob.serial]
    assert client.devices(UserName="alice") == [alice.serial, fob.serial]
    with refused("NoSuchEntity", "The user with name nobody cannot be found.", 404):
        client.devices(UserName="nobody")
    sts.list_needs_user_name = True
    with refused("NoSuchEntity", "The user with name None cannot be found.", 404):
        client.devices()


def test_devices_come_in_pages(sts, client, alice):
    alice.user.device("GAHT12345678")
    alice.user.device("GAHT87654321")
    sts.list_page = 2
    page = client.of("iam").list_mfa_devices()
    assert page["IsTruncated"] and len(page["MFADevices"]) == 2
    assert client.devices(Marker=page["Marker"]) == ["GAHT87654321"]


def test_listing_devices_can_be_denied(sts, client, alice):
    denied = NOT_AUTHORIZED % (alice.user.arn, "iam:ListMFADevices", "user alice")
    alice.user.needs_mfa.add("iam:ListMFADevices")
    with refused("AccessDenied", denied):
        client.devices()
    session = Client(sts, client.mfa_session(alice.phone))
    assert session.devices() == [alice.serial]
    alice.user.denied.add("iam:ListMFADevices")
    with refused("AccessDenied", denied):
        session.devices()
    with refused("InvalidClientTokenId"):
        Client(sts, client.session()).devices()

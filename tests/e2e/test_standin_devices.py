"""The stand-in makes, assigns and deletes virtual MFA devices by IAM's rules, as botocore sees it."""

import pytest
from botocore.exceptions import ClientError
from harness_client import Client, refused
from standin.authenticator import Phone

SERIAL = "arn:aws:iam::123456789012:mfa/alice"


@pytest.fixture
def iam(sts, alice):
    alice.user.devices.clear()
    return Client(sts, alice.key).of("iam")


@pytest.fixture
def device(iam):
    return iam.create_virtual_mfa_device(VirtualMFADeviceName="alice")["VirtualMFADevice"]


@pytest.fixture
def phone(sts, device):
    return Phone(device["Base32StringSeed"].decode(), sts.now)


def enable(iam, *codes, serial=SERIAL):
    iam.enable_mfa_device(
        UserName="alice", SerialNumber=serial, AuthenticationCode1=codes[0], AuthenticationCode2=codes[1]
    )


def test_two_codes_assign_a_device(sts, alice, iam, device, phone):
    """botocore takes the base64 off both blobs: what is left is what an authenticator takes."""
    assert device["SerialNumber"] == SERIAL and len(device["Base32StringSeed"]) == 64
    assert [one["SerialNumber"] for one in iam.list_virtual_mfa_devices(AssignmentStatus="Unassigned")[
        "VirtualMFADevices"]] == [SERIAL]
    enable(iam, phone.next_code(), phone.next_code())
    assert [one["SerialNumber"] for one in iam.list_mfa_devices()["MFADevices"]] == [SERIAL]
    assert iam.list_virtual_mfa_devices(AssignmentStatus="Unassigned")["VirtualMFADevices"] == []
    code = phone.next_code()
    assert Client(sts, alice.key).session(SerialNumber=SERIAL, TokenCode=code)["SessionToken"]


def test_codes_that_do_not_follow_each_other_are_refused(iam, phone):
    first, second, third = phone.next_code(), phone.next_code(), phone.next_code()
    for codes in ((first, third), (second, first), (first, first), ("000000", second)):
        with refused("InvalidAuthenticationCode"):
            enable(iam, *codes)
    enable(iam, first, second)


def test_names_are_taken_once(iam, device):
    for name in ("alice", "ALICE"):
        with refused("EntityAlreadyExists", status=409):
            iam.create_virtual_mfa_device(VirtualMFADeviceName=name)


def test_what_is_assigned_cannot_be_deleted(iam, phone):
    enable(iam, phone.next_code(), phone.next_code())
    with refused("DeleteConflict", status=409):
        iam.delete_virtual_mfa_device(SerialNumber=SERIAL)


def test_what_is_deleted_is_gone(iam, device):
    iam.delete_virtual_mfa_device(SerialNumber=SERIAL)
    for call in (lambda: iam.delete_virtual_mfa_device(SerialNumber=SERIAL), lambda: enable(iam, "000000", "000001")):
        with refused("NoSuchEntity", status=404):
            call()


def test_eight_devices_and_no_more(alice, iam, phone):
    for number in range(8):
        alice.user.device("GAHT1234567%d" % number)
    with refused("LimitExceeded", status=409):
        enable(iam, phone.next_code(), phone.next_code())


def test_a_policy_may_ask_for_mfa_or_for_a_name(sts, alice, iam):
    alice.user.own_name_only = True
    with refused("AccessDenied"):
        iam.create_virtual_mfa_device(VirtualMFADeviceName="other")
    iam.create_virtual_mfa_device(VirtualMFADeviceName="alice")
    alice.user.needs_mfa.add("iam:DeleteVirtualMFADevice")
    with pytest.raises(ClientError, match="AccessDenied"):
        iam.delete_virtual_mfa_device(SerialNumber=SERIAL)
    fob = alice.user.device("GAHT12345678")
    Client(sts, Client(sts, alice.key).mfa_session(fob)).of("iam").delete_virtual_mfa_device(SerialNumber=SERIAL)

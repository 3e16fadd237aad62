"""IAM's operations on virtual MFA devices: made, assigned with two codes, listed, deleted.

A device that nobody has is in `account.unassigned`; EnableMFADevice moves it to its user.
"""

import base64

from .authenticator import Device
from .errors import Refusal
from .identities import User

USER_LIMIT = 8
PNG = b"\x89PNG\r\n\x1a\n" + bytes(2000)  # nobody reads it; it only has the size of a picture


def _taken(name):
    return Refusal(409, "EntityAlreadyExists", name)


def _missing(what):
    return Refusal(404, "NoSuchEntity", what)


def _serial_exists(account, serial):
    devices = [*account.unassigned, *[one for user in account.users for one in user.devices]]
    return serial.lower() in [one.serial.lower() for one in devices]


def create(call):
    owner, name = call.key.owner, call.params["VirtualMFADeviceName"]
    account = owner.account
    serial = account.arn("iam", "mfa" + call.params.get("Path", "/") + name)
    call.permit_device("iam:CreateVirtualMFADevice", serial)
    if _serial_exists(account, serial):
        raise _taken("MFADevice entity at the same path and name already exists.")
    device = Device(serial, account.clock)
    device.secret = call.sts.next_secret or device.secret
    device.seed()
    account.unassigned.append(device)
    return {
        "VirtualMFADevice": {
            "SerialNumber": serial,
            "Base32StringSeed": base64.b64encode(device.seed().encode()).decode(),
            "QRCodePNG": base64.b64encode(PNG).decode(),
        }
    }


def _find(account, serial):
    return next((one for one in account.unassigned if one.serial == serial), None)


def _user(call, name):
    user = next((one for one in call.key.owner.account.users if one.name == name), None)
    if user is None:
        raise _missing("The user with name %s cannot be found." % name)
    return user


def enable(call):
    account, serial = call.key.owner.account, call.params["SerialNumber"]
    call.permit_device("iam:EnableMFADevice", serial)
    user = _user(call, call.params["UserName"])
    device = _find(account, serial)
    if device is None and _serial_exists(account, serial):
        raise _taken("MFA Device is already in use.")
    if device is None:
        raise _missing("VirtualMFADevice with serial number %s doesn't exist." % serial)
    if len(user.devices) >= USER_LIMIT:
        raise Refusal(409, "LimitExceeded", "Cannot exceed quota for MFADevicesPerUser: %d" % USER_LIMIT)
    codes = [call.params["AuthenticationCode%d" % number] for number in (1, 2)]
    call.entry.code_accepted = device.accept_two(*codes)
    if not call.entry.code_accepted:
        raise Refusal(403, "InvalidAuthenticationCode", "Authentication code for device is not valid.")
    account.unassigned.remove(device)
    user.devices.append(device)


def delete(call):
    account, serial = call.key.owner.account, call.params["SerialNumber"]
    call.permit_device("iam:DeleteVirtualMFADevice", serial)
    device = _find(account, serial)
    if device is None and _serial_exists(account, serial):
        raise Refusal(409, "DeleteConflict", "MFA VirtualDevice in use. Must deactivate first.")
    if device is None:
        raise _missing("VirtualMFADevice with serial number %s doesn't exist." % serial)
    account.unassigned.remove(device)


def list_all(call):
    account = call.key.owner.account
    call.permit_device("iam:ListVirtualMFADevices", account.arn("iam", "mfa/"))
    status = call.params.get("AssignmentStatus", "Any")
    found = []
    if status in ("Any", "Unassigned"):
        found += [{"SerialNumber": one.serial} for one in account.unassigned]
    if status in ("Any", "Assigned"):
        users = [one for one in account.users if isinstance(one, User)]
        found += [{"SerialNumber": one.serial} for user in users for one in user.devices if ":mfa/" in one.serial]
    page, start = call.sts.list_page, int(call.params.get("Marker", 0))
    part = found[start : start + page if page else None]
    result = {"IsTruncated": start + len(part) < len(found)}
    if result["IsTruncated"]:
        result["Marker"] = str(start + len(part))
    result["VirtualMFADevices"] = part
    return result

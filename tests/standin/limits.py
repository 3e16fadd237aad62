"""The constraints of the STS and IAM service models on every parameter, and AWS's words for breaking one."""

import re

from .errors import Odd, Refusal

VERSIONS = {"sts": "2011-06-15", "iam": "2010-05-08"}


class Limit:
    def __init__(self, shortest=None, longest=None, pattern=None, number=False, required=False):
        self.shortest = shortest
        self.longest = longest
        self.pattern = pattern
        self.number = number
        self.required = required


SERIAL = Limit(9, 256, r"[\w+=/:,.@-]*")
CODE = Limit(6, 6, r"[\d]*")
ARN = r"[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]+"
POLICY = r"[\u0009\u000A\u000D\u0020-\u00FF]+"

OPERATIONS = {
    "GetSessionToken": {
        "DurationSeconds": Limit(900, 129600, number=True),
        "SerialNumber": SERIAL,
        "TokenCode": CODE,
    },
    "AssumeRole": {
        "RoleArn": Limit(20, 2048, ARN, required=True),
        "RoleSessionName": Limit(2, 64, r"[\w+=,.@-]*", required=True),
        "DurationSeconds": Limit(900, 43200, number=True),
        "ExternalId": Limit(2, 1224, r"[\w+=,.@:\/-]*"),
        "SourceIdentity": Limit(2, 64, r"[\w+=,.@-]*"),
        "Policy": Limit(1, 2048, POLICY),
        "SerialNumber": SERIAL,
        "TokenCode": CODE,
    },
    "GetCallerIdentity": {},
    "ListMFADevices": {
        "UserName": Limit(1, 128, r"[\w+=,.@-]+"),
        "Marker": Limit(1, 320),
        "MaxItems": Limit(1, 1000, number=True),
    },
    "CreateVirtualMFADevice": {
        "VirtualMFADeviceName": Limit(1, 226, r"[\w+=,.@-]+", required=True),
        "Path": Limit(1, 512, r"(\u002F)|(\u002F[\u0021-\u007E]+\u002F)"),
    },
    "EnableMFADevice": {
        "UserName": Limit(1, 128, r"[\w+=,.@-]+", required=True),
        "SerialNumber": Limit(9, 256, r"[\w+=/:,.@-]+", required=True),
        "AuthenticationCode1": Limit(6, 6, r"[\d]+", required=True),
        "AuthenticationCode2": Limit(6, 6, r"[\d]+", required=True),
    },
    "DeleteVirtualMFADevice": {"SerialNumber": Limit(9, 256, r"[\w+=/:,.@-]+", required=True)},
    "ListVirtualMFADevices": {
        "AssignmentStatus": Limit(pattern=r"Assigned|Unassigned|Any"),
        "Marker": Limit(1, 320),
        "MaxItems": Limit(1, 1000, number=True),
    },
    "ListAccessKeys": {},
}
STS = ("GetSessionToken", "AssumeRole", "GetCallerIdentity")
SERVICE_OF = {name: "sts" if name in STS else "iam" for name in OPERATIONS}

# Parameters that are lists: the form of a member, and how many there may be.
LISTS = {
    "AssumeRole": {
        "Tags": (r"Tags\.member\.(\d+)\.(Key|Value)", 50),
        "TransitiveTagKeys": (r"TransitiveTagKeys\.member\.(\d+)", 50),
        "PolicyArns": (r"PolicyArns\.member\.(\d+)\.(arn)", 10),
    },
}


def _place(name):
    return name[0].lower() + name[1:]


def _complaints(name, value, limit):
    """The texts of the broken constraints of one parameter."""
    head = "Value '%s' at '%s' failed to satisfy constraint: Member must " % (value, _place(name))
    if limit.number:
        size, low, high = int(value), "have value greater than or equal to ", "have value less than or equal to "
    else:
        size = len(value)
        low, high = "have length greater than or equal to ", "have length less than or equal to "
    found = []
    if limit.longest is not None and size > limit.longest:
        found.append(head + high + str(limit.longest))
    if limit.shortest is not None and size < limit.shortest:
        found.append(head + low + str(limit.shortest))
    if limit.pattern and not re.fullmatch(limit.pattern, value, re.ASCII):
        found.append(head + "satisfy regular expression pattern: " + limit.pattern)
    return found


def _lists(action, params):
    """Takes the list parameters out of `params`; gives {name: {number: value or {field: value}}}."""
    found = {}
    for name, (form, most) in LISTS.get(action, {}).items():
        members = {}
        for key in [key for key in params if key.startswith(name + ".")]:
            match = re.fullmatch(form, key)
            if not match:
                raise Odd("the parameter %s is not of the form %s" % (key, form))
            number = int(match.group(1))
            if match.lastindex == 2:
                members.setdefault(number, {})[match.group(2)] = params.pop(key)
            else:
                members[number] = params.pop(key)
        if sorted(members) != list(range(1, len(members) + 1)):
            raise Odd("the members of %s are not numbered 1, 2, 3" % name)
        if len(members) > most:
            text = "1 validation error detected: Value at '%s' failed to satisfy constraint: "
            text += "Member must have length less than or equal to %d"
            raise Refusal(400, "ValidationError", text % (_place(name), most))
        if members:
            found[name] = [members[number] for number in sorted(members)]
    return found


def check(action, params):
    """Judges all parameters; gives them as a dict, lists as lists. Unknown ones are odd: nobody may send them."""
    params = dict(params)
    params.pop("Action")
    if params.pop("Version", None) != VERSIONS[SERVICE_OF[action]]:
        raise Odd("%s is sent with Version=%s" % (action, VERSIONS[SERVICE_OF[action]]))
    lists = _lists(action, params)
    found = []
    for name, value in params.items():
        limit = OPERATIONS[action].get(name)
        if limit is None:
            raise Odd("%s has no parameter %s" % (action, name))
        if limit.number and not re.fullmatch(r"-?\d{1,9}", value):
            raise Refusal(400, "MalformedInput", "Invalid value for %s" % name)
        found += _complaints(name, value, limit)
    for name, limit in OPERATIONS[action].items():
        if limit.required and name not in params:
            text = "Value null at '%s' failed to satisfy constraint: Member must not be null"
            found.append(text % _place(name))
    if found:
        noun = "error" if len(found) == 1 else "errors"
        text = "%d validation %s detected: %s" % (len(found), noun, "; ".join(found))
        raise Refusal(400, "ValidationError", text)
    return {**params, **lists}

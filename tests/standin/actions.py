"""The operations: what AWS checks, in its order, and what it gives.

A code is judged before the role's conditions, so a refused role has spent the code all the same.
"""

import math
import re

from . import limits, virtual_devices
from .answers import Instant
from .errors import Refusal
from .identities import AccessKey, RoleSession, User, new_token

BAD_CODE = "MultiFactorAuthentication failed with invalid MFA one time pass code. "
BAD_SERIAL = (
    "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid"
    " and associated with this user."
)
HALF_MFA = "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code."
TOO_LONG_FOR_ROLE = "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
TOO_LONG_FOR_CHAIN = (
    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining."
)
NO_SESSION = "Cannot call GetSessionToken with session credentials"
CHAIN_SECONDS = 3600


def _denied(key, action, resource=None):
    text = "User: %s is not authorized to perform: %s" % (key.owner.arn, action)
    if resource:
        text += " on resource: " + resource
    return Refusal(403, "AccessDenied", text)


class Call:
    """One request that has a good signature."""

    def __init__(self, sts, key, action, params, entry, now):
        self.sts = sts
        self.key = key
        self.action = action
        self.params = limits.check(action, params)
        self.entry = entry
        self.now = now
        self.mfa_at = key.mfa_at

    def run(self):
        return OPERATIONS[self.action](self)

    def _permit(self, action, resource=None):
        owner = self.key.owner
        if action in owner.denied or (action in owner.needs_mfa and self.mfa_at is None):
            raise _denied(self.key, action, resource)

    def permit_device(self, action, serial):
        """The same for a virtual MFA device; a policy may bind its name to the user's."""
        owner = self.key.owner
        if isinstance(owner, User) and self.key.temporary and self.mfa_at is None:
            raise Refusal(403, "InvalidClientTokenId", "The security token included in the request is invalid")
        self._permit(action, serial)
        if getattr(owner, "own_name_only", False) and not action.startswith("iam:List"):
            if serial.rpartition("/")[2] != owner.name:
                raise _denied(self.key, action, serial)

    def _judge_code(self):
        """Looks at SerialNumber and TokenCode; a right code is spent here."""
        serial, code = self.params.get("SerialNumber"), self.params.get("TokenCode")
        if serial is None and code is None:
            return
        if serial is None or code is None:
            raise Refusal(403, "AccessDenied", HALF_MFA)
        self.entry.code_accepted = False
        devices = [one for one in self.key.owner.devices if one.serial == serial and one.gives_codes and one.enabled]
        if not devices:
            raise Refusal(403, "AccessDenied", BAD_SERIAL)
        if not devices[0].accept(code):
            raise Refusal(403, "AccessDenied", BAD_CODE)
        self.entry.code_accepted = True
        self.mfa_at = self.now

    def _session(self, owner, default_seconds, longest=None):
        """Makes session keys that live as long as was asked for, or as `sts.lifetime` says."""
        seconds = int(self.params.get("DurationSeconds", default_seconds))
        if longest is not None:
            seconds = min(seconds, longest)
        lifetime = self.sts.lifetime
        if isinstance(lifetime, dict):
            lifetime = lifetime.get(self.action)
        expires = self.now + (seconds if lifetime is None else lifetime)
        # Real expirations are whole seconds; a test that asks for a fraction gets one.
        if lifetime is None or lifetime == int(lifetime):
            expires = math.floor(expires)
        session = AccessKey(owner, token=new_token(), expires=expires)
        session.request = self.params
        self.sts.registry.add(session)
        self.sts.sessions.append(session)
        self.entry.session = session
        return session

    def _credentials(self, session):
        return {
            "AccessKeyId": session.id,
            "SecretAccessKey": session.secret,
            "SessionToken": session.token,
            "Expiration": Instant(session.expires),
        }

    def _get_session_token(self):
        if self.key.temporary:
            raise Refusal(403, "AccessDenied", NO_SESSION)
        self._permit("sts:GetSessionToken")
        self._judge_code()
        owner = self.key.owner
        session = self._session(owner, 43200, longest=3600 if owner.root else None)
        session.mfa_at = self.mfa_at
        return {"Credentials": self._credentials(session)}

    def _assume_role(self):
        arn = self.params["RoleArn"]
        if not re.fullmatch(r"arn:[a-z-]+:iam::\d{12}:role/.+", arn):
            raise Refusal(400, "ValidationError", "%s is invalid" % arn)
        self._judge_code()
        role = self.sts.find_role(arn)
        self._judge_trust(role, arn)
        seconds = int(self.params.get("DurationSeconds", 3600))
        if self.key.temporary and seconds > CHAIN_SECONDS:
            raise Refusal(400, "ValidationError", TOO_LONG_FOR_CHAIN)
        if seconds > role.max_session:
            raise Refusal(400, "ValidationError", TOO_LONG_FOR_ROLE)
        owner = RoleSession(role, self.params["RoleSessionName"])
        # A role's session carries no MFA: in a chain the next role does not see the code.
        session = self._session(owner, 3600)
        result = {
            "Credentials": self._credentials(session),
            "AssumedRoleUser": {"AssumedRoleId": owner.unique_id, "Arn": owner.arn},
        }
        if "Policy" in self.params or "PolicyArns" in self.params or "Tags" in self.params:
            result["PackedPolicySize"] = 6
        if "SourceIdentity" in self.params:
            result["SourceIdentity"] = self.params["SourceIdentity"]
        return result

    def _judge_trust(self, role, arn):
        refusal = _denied(self.key, "sts:AssumeRole", arn)
        self._permit("sts:AssumeRole", arn)
        if role is None or self.key.owner.root or not role.trusts(self.key.owner.principal):
            raise refusal
        if role.mfa and self.mfa_at is None:
            raise refusal
        if role.max_age is not None and (self.mfa_at is None or self.now - self.mfa_at >= role.max_age):
            raise refusal
        if role.external_id is not None and self.params.get("ExternalId") != role.external_id:
            raise refusal
        if "Tags" in self.params and not role.tags:
            raise _denied(self.key, "sts:TagSession", arn)
        if "SourceIdentity" in self.params and not role.source_identity:
            raise _denied(self.key, "sts:SetSourceIdentity", arn)

    def _get_caller_identity(self):
        owner = self.key.owner
        return {"Arn": owner.arn, "UserId": owner.unique_id, "Account": owner.account.id}

    def _list_mfa_devices(self):
        owner = self.key.owner
        if isinstance(owner, User) and self.key.temporary and self.mfa_at is None:
            raise Refusal(403, "InvalidClientTokenId", "The security token included in the request is invalid")
        name = self.params.get("UserName")
        if name is None and self.sts.list_needs_user_name:
            raise Refusal(404, "NoSuchEntity", "The user with name None cannot be found.")
        if name is None and not isinstance(owner, User):
            text = "Must specify userName when calling with non-User credentials"
            raise Refusal(400, "ValidationError", text)
        self._permit("iam:ListMFADevices", "user %s" % (name or owner.name))
        users = [one for one in owner.account.users if one.name == (name or owner.name)]
        if not users:
            raise Refusal(404, "NoSuchEntity", "The user with name %s cannot be found." % name)
        page, start = self.sts.list_page, int(self.params.get("Marker", 0))
        devices = users[0].devices[start : start + page if page else None]
        result = {"MFADevices": [self._listed(users[0], one) for one in devices if one.enabled]}
        result["IsTruncated"] = start + len(devices) < len(users[0].devices)
        if result["IsTruncated"]:
            result["Marker"] = str(start + len(devices))
        return result

    def _list_access_keys(self):
        owner = self.key.owner
        if not isinstance(owner, User):
            text = "Must specify userName when calling with non-User credentials"
            raise Refusal(400, "ValidationError", text)
        self._permit("iam:ListAccessKeys", "user %s" % owner.name)
        return {
            "AccessKeyMetadata": [
                {
                    "UserName": owner.name,
                    "AccessKeyId": one.id,
                    "Status": "Active" if one.active else "Inactive",
                    "CreateDate": Instant(math.floor(self.now) - one.days * 86400),
                }
                for one in owner.keys
            ],
            "IsTruncated": False,
        }

    def _listed(self, user, device):
        since = Instant(math.floor(self.now) - 86400)
        return {"UserName": user.name, "SerialNumber": device.serial, "EnableDate": since}


OPERATIONS = {
    "GetSessionToken": Call._get_session_token,
    "AssumeRole": Call._assume_role,
    "GetCallerIdentity": Call._get_caller_identity,
    "ListMFADevices": Call._list_mfa_devices,
    "CreateVirtualMFADevice": virtual_devices.create,
    "EnableMFADevice": virtual_devices.enable,
    "DeleteVirtualMFADevice": virtual_devices.delete,
    "ListVirtualMFADevices": virtual_devices.list_all,
    "ListAccessKeys": Call._list_access_keys,
}

"""Who there is: accounts, users with access keys and MFA devices, roles, and the sessions handed out.

    alice = sts.account.user("alice", path="/staff/")
    key = alice.keys[0]                     # one access key is made with the user
    phone = alice.device()                  # arn:aws:iam::123456789012:mfa/alice
    fob = alice.device("GAHT12345678")      # a hardware serial
    ops = sts.account.role("ops", mfa=True, max_session=7200)
"""

import base64
import secrets
import string
import threading

from .authenticator import Device

ID_LETTERS = string.ascii_uppercase + "234567"
MARK = "uNwIpEd"  # by it tests/e2e/unwiped.c knows a secret, or a piece of one


def _letters(count, letters=ID_LETTERS):
    return "".join(secrets.choice(letters) for _ in range(count))


def new_secret():
    """Forty characters with at least one + and one /, which a careless encoding breaks."""
    while True:
        secret = MARK + _letters(26, string.ascii_letters + string.digits + "+/") + MARK
        if "+" in secret and "/" in secret:
            return secret


def new_token():
    """About 350 characters of base64 with +, / and the = at the end, like AWS's own."""
    while True:
        token = "FwoGZXIvYXdzE" + base64.b64encode(secrets.token_bytes(254)).decode()[1:]
        for place in range(20, len(token) - 20, 40):
            token = token[:place] + MARK + token[place + len(MARK) :]
        if "+" in token and "/" in token and token.endswith("="):
            return token


class AccessKey:
    """Long-term keys of a user, or the three parts of a session."""

    def __init__(self, owner, key_id=None, secret=None, token=None, expires=None):
        self.owner = owner  # the User, or the RoleSession the keys speak for
        self.id = key_id or ("AKIA" if token is None else "ASIA") + _letters(16)
        self.secret = secret or new_secret()
        self.token = token
        self.expires = expires  # epoch seconds by the server's clock, None for long-term keys
        self.active = True
        self.days = 1  # since it was made
        self.mfa_at = None  # when the code behind this session was given
        self.request = {}  # the parameters that the session was asked for with

    @property
    def key(self):
        return self.id

    @property
    def temporary(self):
        return self.token is not None


class User:
    def __init__(self, account, name, path="/", root=False):
        self.account = account
        self.name = name
        self.path = path
        self.root = root
        self.unique_id = "AIDA" + _letters(17)
        self.keys = []
        self.devices = []
        self.denied = set()  # actions refused whatever happens: "iam:ListMFADevices"
        self.needs_mfa = set()  # actions refused without MFA
        self.own_name_only = False  # its policy names mfa/${aws:username} alone

    @property
    def arn(self):
        if self.root:
            return "arn:%s:iam::%s:root" % (self.account.partition, self.account.id)
        return self.account.arn("iam", "user" + self.path + self.name)

    principal = arn

    def key(self, key_id=None, secret=None):
        """Makes one more access key."""
        key = AccessKey(self, key_id, secret)
        self.keys.append(key)
        self.account.register(key)
        return key

    def device(self, serial=None):
        """Adds an MFA device: by default the virtual one with the user's name."""
        serial = serial or self.account.arn("iam", "mfa" + self.path + self.name)
        device = Device(serial, self.account.clock)
        self.devices.append(device)
        return device


class Role:
    def __init__(self, account, name, path="/"):
        self.account = account
        self.name = name
        self.path = path
        self.unique_id = "AROA" + _letters(17)
        self.mfa = False  # Bool aws:MultiFactorAuthPresent
        self.max_age = None  # NumericLessThan aws:MultiFactorAuthAge, seconds
        self.external_id = None
        self.trusted = None  # list of users, roles or ARNs; None trusts everyone
        self.max_session = 3600
        self.source_identity = False  # the trust policy allows sts:SetSourceIdentity
        self.tags = False  # the trust policy allows sts:TagSession

    @property
    def arn(self):
        return self.account.arn("iam", "role" + self.path + self.name)

    def trusts(self, principal):
        if self.trusted is None:
            return True
        return principal in [one if isinstance(one, str) else one.arn for one in self.trusted]


class RoleSession:
    """The principal that AssumeRole's keys speak for."""

    def __init__(self, role, name):
        self.role = role
        self.name = name
        self.account = role.account
        self.root = False
        self.devices = []
        self.denied = set()
        self.needs_mfa = set()
        self.unique_id = role.unique_id + ":" + name

    @property
    def arn(self):
        return self.account.arn("sts", "assumed-role/%s/%s" % (self.role.name, self.name))

    @property
    def principal(self):
        """What trust policies name: the role, not the session."""
        return self.role.arn


class Account:
    def __init__(self, account_id, clock, registry, partition="aws"):
        self.id = account_id
        self.partition = partition
        self.clock = clock
        self.users = []
        self.roles = []
        self.unassigned = []  # virtual MFA devices that nobody has
        self._registry = registry

    def arn(self, service, resource):
        return "arn:%s:%s::%s:%s" % (self.partition, service, self.id, resource)

    def register(self, key):
        self._registry.add(key)

    def user(self, name, path="/", key_id=None, secret=None, root=False):
        """Adds a user with one access key, or gives the one that is there."""
        for user in self.users:
            if user.name == name:
                return user
        user = User(self, name, path, root)
        user.key(key_id, secret)
        self.users.append(user)
        return user

    def role(self, name, path="/", **conditions):
        """Adds a role; the conditions are the attributes of Role."""
        role = Role(self, name, path)
        for condition, value in conditions.items():
            if not hasattr(role, condition):
                raise TypeError("a role has no condition %r" % condition)
            setattr(role, condition, value)
        self.roles.append(role)
        return role


class Registry:
    """Every key there ever was, long-term and temporary, in the order they were made."""

    def __init__(self):
        self._keys = {}
        self._lock = threading.Lock()

    def add(self, key):
        with self._lock:
            self._keys[key.id] = key

    def find(self, key_id):
        with self._lock:
            return self._keys.get(key_id)

    def all(self):
        with self._lock:
            return list(self._keys.values())

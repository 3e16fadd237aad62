"""The MFA device: RFC 6238 codes, each of which works once.

Real codes change every 30 seconds, and a test cannot wait that long for a second one. So the
authenticator here hands out the code of the first step that has not been spent, and the server accepts
steps ahead of its clock. What a user can see stays as in AWS: a code works once, an older one never.
"""

import base64
import hashlib
import hmac
import secrets
import struct

STEP_SECONDS = 30
STEPS_AHEAD = 2000


def totp(secret, step):
    """The six-digit code of one time step (RFC 6238 with SHA-1, as virtual MFA devices use it)."""
    digest = hmac.new(secret, struct.pack(">Q", step), hashlib.sha1).digest()
    offset = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return "%06d" % (number % 1000000)


class Device:
    """An MFA device of one user; `clock` is a function that gives the server's time."""

    def __init__(self, serial, clock):
        self.serial = serial
        self.secret = secrets.token_bytes(20)
        self.clock = clock
        self.last_step = -1
        self.spent = []  # every code that was accepted, oldest first
        self.shown = set()  # every code the authenticator showed
        self.enabled = True

    def __repr__(self):
        return "Device(%r)" % self.serial

    @property
    def gives_codes(self):
        """FIDO keys and passkeys are listed by IAM but have no codes."""
        return ":u2f/" not in self.serial

    def seed(self):
        """The secret in the form that people type: base32. IAM's virtual devices have 64 characters of it."""
        if len(self.secret) < 40:
            self.secret = secrets.token_bytes(40)
        return base64.b32encode(self.secret).decode()

    def _now_step(self):
        return int(self.clock()) // STEP_SECONDS

    def next_code(self):
        """What the display shows: the code of the first step that is not spent."""
        step = max(self._now_step(), self.last_step + 1)
        # One code in a million is the same as an earlier one: show the one after it.
        while totp(self.secret, step) in self.spent:
            step += 1
        code = totp(self.secret, step)
        self.shown.add(code)
        return code

    def used_code(self):
        """A code that was accepted before; spends one when there is none yet."""
        if not self.spent:
            self.accept(self.next_code())
        return self.spent[-1]

    def wrong_code(self, *others):
        """A code that no step near the window gives, that was never used, and that is none of the others."""
        now = self._now_step()
        taken = {totp(self.secret, step) for step in range(now - 10, now + STEPS_AHEAD + 100)} | set(others)
        number = 314159
        while "%06d" % number in taken or "%06d" % number in self.spent:
            number += 1
        return "%06d" % number

    def accept_two(self, first, second):
        """Judges the two codes with which a device is assigned: one directly after the other, and both are spent."""
        now = self._now_step()
        for step in range(max(now - 1, self.last_step + 1), now + 4):
            if (totp(self.secret, step), totp(self.secret, step + 1)) == (first, second):
                self.last_step = step + 1
                self.spent += [first, second]
                return True
        return False

    def accept(self, code):
        """Judges a code as the service does; a right one is spent by it."""
        if not (self.enabled and self.gives_codes) or code in self.spent:
            return False
        now = self._now_step()
        # A window of 2000 codes at once would take one wrong code of 500 for a right one, so it reaches
        # only a little beyond what the authenticator has shown.
        last = min(now + STEPS_AHEAD, max(now, self.last_step) + 3)
        for step in range(max(now - 1, self.last_step + 1), last + 1):
            if totp(self.secret, step) == code:
                self.last_step = step
                self.spent.append(code)
                return True
        return False


class Phone:
    """An authenticator that has been given a secret, and knows nothing else: each look shows the next code."""

    def __init__(self, seed, clock):
        self.secret = base64.b32decode(seed)
        self.clock = clock
        self.last_step = -1

    def next_code(self):
        self.last_step = max(int(self.clock()) // STEP_SECONDS, self.last_step + 1)
        return totp(self.secret, self.last_step)

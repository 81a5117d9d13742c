import errno

# The disk is at fault, not what was read.
DISK_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EFBIG}


class Failure(Exception):
    """A request that cannot be met; `kind` is a case of Swift's TypesettingError."""

    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind

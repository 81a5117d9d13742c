"""A mail server for tests. Prints its port and serves until its standard input ends.

Everything it saw goes into the folder, before the client has its answer: each accepted message as `<number>.json` with
the parts as Python's parser reads them, the connections and the lines read in clear as `log.json`.

Recipients decide its answers: `rcpt.550.5.1.1@…` is refused with `550 5.1.1` at RCPT, `data.451.4.3.0@…` after DATA.
"""

import argparse
import asyncio
import email
import email.policy
import json
import logging
import pathlib
import re
import ssl
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult


class Peer:
    def __init__(self, options):
        self.folder = pathlib.Path(options.folder)
        self.close_after_message = options.close_after_message
        self.connections = 0
        self.clear_lines = []
        self.messages = 0

    def write_log(self):
        log = {"connections": self.connections, "clear": self.clear_lines}
        # In one step, as a test may be reading.
        unfinished = self.folder / "log.part"
        unfinished.write_text(json.dumps(log))
        unfinished.replace(self.folder / "log.json")

    async def handle_RCPT(self, server, session, envelope, address, options):
        if refusal := asked_for("rcpt", address):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server, session, envelope):
        if refusal := asked_for("data", envelope.rcpt_tos[0]):
            return refusal
        self.messages += 1
        record = described(envelope, secure=server.transport.get_extra_info("ssl_object") is not None)
        (self.folder / f"{self.messages}.json").write_text(json.dumps(record))
        if self.close_after_message:
            asyncio.get_running_loop().call_later(0.02, server.transport.abort)
        return "250 2.0.0 taken"


def asked_for(command, address):
    match = re.match(command + r"\.(\d{3})\.(\d\.\d+\.\d+)@", address)
    return f"{match[1]} {match[2]} refused as asked" if match else None


def described(envelope, secure):
    message = email.message_from_bytes(envelope.content, policy=email.policy.default)
    parts = [part for part in message.walk() if not part.is_multipart()]
    return {
        "sender": envelope.mail_from,
        "recipients": envelope.rcpt_tos,
        "secure": secure,
        "raw": envelope.content.decode("ascii"),
        "headers": {name: str(value) for name, value in message.items()},
        "type": message.get_content_type(),
        "defects": [str(defect) for part in message.walk() for defect in part.defects],
        "parts": [{"type": part.get_content_type(), "content": text_of(part)} for part in parts],
    }


def text_of(part):
    return part.get_content().replace("\r\n", "\n")


class Session(SMTP):
    """One connection, which tells the peer what came over it in clear."""

    def __init__(self, peer, *arguments, **options):
        super().__init__(peer, *arguments, **options)
        self.peer = peer

    def data_received(self, data):
        if self.transport.get_extra_info("ssl_object") is None:
            self.peer.clear_lines += data.decode("ascii", "replace").splitlines()
            self.peer.write_log()
        super().data_received(data)


class Silence(asyncio.Protocol):
    """Takes connections and never says a word."""


def protocol_maker(options, peer, tls):
    def authenticated(server, session, envelope, mechanism, data):
        given = (data.login.decode(), data.password.decode())
        return AuthResult(success=given == (options.user, options.password), handled=False)

    def make():
        peer.connections += 1
        peer.write_log()
        if options.silent:
            return Silence()
        return Session(
            peer,
            hostname="peer.example",
            tls_context=tls if options.tls == "starttls" else None,
            require_starttls=options.tls == "starttls",
            authenticator=authenticated,
            auth_required=options.user is not None,
            auth_require_tls=options.tls == "starttls",
        )

    return make


async def serve(options):
    peer = Peer(options)
    tls = None
    if options.certificate:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(options.certificate, options.key)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        protocol_maker(options, peer, tls), "127.0.0.1", 0, ssl=tls if options.tls == "implicit" else None
    )
    peer.write_log()
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


def main():
    # aiosmtpd warns of the very things some tests are about.
    warnings.simplefilter("ignore")
    logging.disable()
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", required=True)
    parser.add_argument("--tls", choices=["starttls", "implicit", "none"], default="starttls")
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--user")
    parser.add_argument("--password")
    parser.add_argument("--silent", action="store_true")
    parser.add_argument("--close-after-message", action="store_true")
    asyncio.run(serve(parser.parse_args()))


main()

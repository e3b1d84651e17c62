"""Who may do what, by the policies that Terraform rendered, and who it is, by the signature."""
import fnmatch
import hmac
import json
import pathlib
import re
import secrets
import time
from urllib.parse import parse_qsl, urlsplit

from botocore.auth import S3SigV4Auth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256 Credential=([^/]+)/\d{8}/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})"
)


class Refused(Exception):
    """A call that AWS would not take: the code and words of its answer."""

    def __init__(self, code, message, status=400):
        super().__init__(f"{code}: {message}")
        self.code, self.message, self.status = code, message, status


def listed(value):
    return value if isinstance(value, list) else [value]


def like(value, patterns):
    """IAM's wildcards are * and ?: what fnmatch takes for a set is a letter."""
    return any(fnmatch.fnmatchcase(value, pattern.replace("[", "[[]")) for pattern in listed(patterns))


# A key that a call does not have fulfils no condition.
TESTS = {
    "StringEquals": lambda value, wanted: value in listed(wanted),
    "ArnEquals": lambda value, wanted: like(value, wanted),
    "StringLike": lambda value, wanted: like(value, wanted),
    "ArnLike": lambda value, wanted: like(value, wanted),
    "Bool": lambda value, wanted: value == wanted,
}


def holds(conditions, context):
    return all(
        key in context and TESTS[test](context[key], wanted)
        for test, keys in conditions.items()
        for key, wanted in keys.items()
    )


class Roles:
    """The roles of a rendered configuration: ROLE.json each."""

    def __init__(self, folder):
        self.statements = {path.stem: json.loads(path.read_text())["Statement"] for path in pathlib.Path(folder).glob("*.json")}
        self.sessions = {}  # access key: role, secret, token, when it expires

    def allow(self, role, action, resource, context=None):
        for statement in self.statements.get(role, []):
            if (
                statement["Effect"] == "Allow"
                and like(action.lower(), [name.lower() for name in listed(statement["Action"])])
                and like(resource, statement["Resource"])
                and holds(statement.get("Condition", {}), context or {})
            ):
                return
        raise Refused("AccessDeniedException", f"{role} is not authorized to perform: {action} on resource: {resource}")

    def assume(self, role, seconds=3600):
        """Credentials as the container's endpoint gives them."""
        key = "ASIA" + secrets.token_hex(8).upper()
        session = {"role": role, "secret": secrets.token_hex(20), "token": secrets.token_urlsafe(60), "until": time.time() + seconds}
        self.sessions[key] = session
        expiration = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(session["until"]))
        return {"RoleArn": f"arn:aws:iam::123456789012:role/{role}", "AccessKeyId": key, "SecretAccessKey": session["secret"],
                "Token": session["token"], "Expiration": expiration}

    def expire(self, role):
        for session in self.sessions.values():
            if session["role"] == role:
                session["until"] = 0

    def who(self, method, path, headers, body):
        """The role and the service that a call is signed for."""
        signed = AUTHORIZATION.fullmatch(headers.get("Authorization", ""))
        if not signed:
            raise Refused("MissingAuthenticationTokenException", "the call is not signed", 403)
        key, region, service, names, signature = signed.groups()
        session = self.sessions.get(key)
        if session is None or not hmac.compare_digest(session["token"], headers.get("X-Amz-Security-Token", "")):
            raise Refused("UnrecognizedClientException", "the security token included in the request is invalid", 403)
        wanted = expected(session, region, service, method, path, headers, names.split(";"), body)
        if not hmac.compare_digest(wanted, signature):
            raise Refused("SignatureDoesNotMatch" if service == "s3" else "InvalidSignatureException",
                          "the request signature we calculated does not match the signature you provided", 403)
        if session["until"] < time.time():
            raise Refused("ExpiredToken" if service == "s3" else "ExpiredTokenException", "the security token included in the request is expired",
                          400)
        return session["role"], service


def expected(session, region, service, method, path, headers, names, body):
    """What botocore would have signed this call with."""
    url = urlsplit(path)
    request = AWSRequest(method=method, url=f"http://{headers['Host']}{url.path}", params=parse_qsl(url.query, keep_blank_values=True), data=body,
                         headers={name: headers[name] for name in names if headers.get(name) is not None})
    auth = (S3SigV4Auth if service == "s3" else SigV4Auth)(Credentials("", session["secret"]), service, region)
    request.context["timestamp"] = headers["X-Amz-Date"]
    if headers.get("X-Amz-Content-SHA256"):
        request.context["payload_signing_enabled"] = True
    canonical = "\n".join([
        method, auth._normalize_url_path(url.path) if service != "s3" else url.path, auth.canonical_query_string(request),
        "".join(f"{name}:{' '.join(headers[name].split())}\n" for name in names), ";".join(names),
        headers.get("X-Amz-Content-SHA256") or auth.payload(request),
    ])
    return auth.signature(auth.string_to_sign(request, canonical), request)

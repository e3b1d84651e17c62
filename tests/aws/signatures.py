#!/usr/bin/env python3
"""signatures.py: what botocore, AWS's own library, says of our signatures and names.

serve               an AWS that answers each request with what is wrong with its signature, else GET with the path; prints its port
token HOST PORT USER REGION TIME     the RDS token that botocore makes at that time
endpoints           "SERVICE REGION FIPS DUALSTACK URL" lines, by botocore's own rules"""
import datetime
import hashlib
import http.server
import os
import sys
import urllib.parse

import botocore.auth
import botocore.awsrequest
import botocore.endpoint_provider
import botocore.exceptions
import botocore.session

KEY, SECRET, TOKEN = (os.environ.get(f"AWS_{name}") for name in ("ACCESS_KEY_ID", "SECRET_ACCESS_KEY", "SESSION_TOKEN"))


def at(moment):
    """botocore's clock stands still there."""

    class Clock(datetime.datetime):
        @classmethod
        def utcnow(cls):
            return moment

        @classmethod
        def now(cls, tz=None):
            return moment.replace(tzinfo=tz)

    botocore.auth.datetime.datetime = Clock
    if hasattr(botocore.auth, "get_current_datetime"):
        botocore.auth.get_current_datetime = lambda remove_tzinfo=True: moment


def wrong_with(request, body):
    """None when botocore comes to the same signature, of the same headers."""
    headers = {name.lower(): value for name, value in request.headers.items()}
    said = dict(part.strip().split("=", 1) for part in headers["authorization"].split(" ", 1)[1].split(","))
    signed = said["SignedHeaders"].split(";")
    unsigned = [name for name in headers if name.startswith("x-amz-") or name in ("host", "content-type")]
    unsigned = [name for name in unsigned if name not in signed]
    _, _, region, service, _ = said["Credential"].split("/")
    hashed = headers.get("x-amz-content-sha256", hashlib.sha256(body).hexdigest())
    path, _, query = request.path.partition("?")
    if unsigned:
        return f"these headers are not signed: {unsigned}"
    if hashed != hashlib.sha256(body).hexdigest():
        return "x-amz-content-sha256 is not the body's"
    if TOKEN and headers.get("x-amz-security-token") != TOKEN:
        return "x-amz-security-token is missing"
    if service == "s3" and "x-amz-content-sha256" not in headers:
        return "S3 wants x-amz-content-sha256"
    # The canonical request, as the documentation has it: encoded path and parameters as sent, sorted.
    canonical = "\n".join(
        [request.command, path, "&".join(sorted(query.split("&"))) if query else ""]
        + [f"{name}:{' '.join(headers[name].split())}" for name in sorted(signed)]
        + ["", ";".join(sorted(signed)), hashed]
    )
    moment = datetime.datetime.strptime(headers["x-amz-date"], "%Y%m%dT%H%M%SZ")
    signer = (botocore.auth.S3SigV4Auth if service == "s3" else botocore.auth.SigV4Auth)(
        botocore.session.Session().get_credentials(), service, region
    )
    ours = botocore.awsrequest.AWSRequest(request.command, "http://" + headers["host"] + request.path, data=body)
    ours.context["timestamp"] = moment.strftime("%Y%m%dT%H%M%SZ")
    for name in signed:
        if name not in ("host", "x-amz-date"):
            ours.headers[name] = headers[name]
    ours.headers["X-Amz-Date"] = headers["x-amz-date"]
    theirs = signer.canonical_request(ours) if service != "s3" else canonical
    if theirs != canonical:
        return f"canonical request: {canonical!r} is {theirs!r} to botocore"
    signature = signer.signature(signer.string_to_sign(ours, theirs), ours)
    return None if signature == said["Signature"] else f"signature {said['Signature']} is {signature} to botocore"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        why = wrong_with(self, body)
        xml = "<E><Code>Wrong</Code><Message>" + str(why).replace("<", "&lt;") + "</Message></E>"
        text = (xml if why else self.path if self.command == "GET" else '{"right":true}').encode()
        self.send_response(400 if why else 200)
        self.send_header("Content-Length", str(len(text)))
        self.send_header("ETag", '"1"')
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_PUT = do_POST = do_DELETE = answer

    def log_message(self, *_):
        pass


def serve():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()


def token(host, port, user, region, moment):
    at(datetime.datetime.utcfromtimestamp(int(moment)))
    client = botocore.session.Session().create_client("rds", region_name=region)
    print(client.generate_db_auth_token(DBHostname=host, Port=int(port), DBUsername=user, Region=region))


def endpoints():
    names = {"secretsmanager": "secretsmanager", "s3": "s3", "states": "stepfunctions", "dms": "dms", "sts": "sts"}
    loader = botocore.session.Session().get_component("data_loader")
    partitions = loader.load_data("partitions")
    for name, boto_name in names.items():
        rules = botocore.endpoint_provider.EndpointProvider(
            loader.load_service_model(boto_name, "endpoint-rule-set-1"), partitions
        )
        for region in ("eu-west-1", "us-east-1", "us-gov-west-1", "cn-north-1"):
            for fips, dual in ((False, False), (True, False), (False, True), (True, True)):
                where = {"Region": region, "UseFIPS": fips, "UseDualStack": dual}
                own = {"sts": {"UseGlobalEndpoint": False}, "s3": {"DisableMultiRegionAccessPoints": True}}
                try:
                    url = rules.resolve_endpoint(**where, **own.get(name, {})).url
                except botocore.exceptions.EndpointProviderError:  # there is none
                    continue
                print(name, region, str(fips).lower(), str(dual).lower(), url)


{"serve": serve, "token": token, "endpoints": endpoints}[sys.argv[1]](*sys.argv[2:])

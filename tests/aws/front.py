#!/usr/bin/env python3
"""front.py MOTO RENDERED LOGS PROGRAM SCALE : AWS for tests, in front of moto. Prints its URL.

Whatever comes must be signed by credentials that were given out here, and allowed by the policies that Terraform rendered.
Then ECS tasks really run (ecs.py), DMS really loads (dms.py), task tokens are kept here, and all else is moto's.

Below /-/ is what a test and its state machines say (states.mjs): JSON in, JSON out.
"""
import copy
import http.client
import json
import pathlib
import re
import sys
import threading
import time
import urllib.parse
from xml.sax.saxutils import escape

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError, ParamValidationError

import arguments
from dms import Dms
from ecs import Tasks
from iam import Refused, Roles
from stand_in import Handler, Server

REGION, ACCOUNT, BUCKET = "eu-west-1", "123456789012", "understudy-artifacts"
THROTTLED = {"s3": ("SlowDown", 503), "sns": ("Throttling", 400)}
S3_ACTIONS = {"GET": "GetObject", "HEAD": "GetObject", "PUT": "PutObject", "POST": "PutObject", "DELETE": "AbortMultipartUpload"}
OPTIMISED = {"ecs": "ECS", "sns": "SNS"}
SDK = {"s3": "S3", "databasemigration": "DatabaseMigration"}


def read(path):
    return json.loads(path.read_text())


def pascal(value):
    """A service's answer as Step Functions shows it."""
    if isinstance(value, dict):
        return {key[0].upper() + key[1:]: pascal(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [pascal(inner) for inner in value]
    if hasattr(value, "isoformat"):
        return value.isoformat().replace("+00:00", "Z")
    return value.read().decode() if hasattr(value, "read") else value


class Tokens:
    """Task tokens: asked about by the machine, answered by who has them."""

    def __init__(self):
        self.held = {}

    def open(self, token):
        self.held[token] = {"alive": time.time(), "open": True}

    def look(self, token):
        held = self.held[token]
        return {"silent": time.time() - held["alive"], **{key: held[key] for key in ("output", "error", "cause") if key in held}}

    def close(self, token):
        self.held[token]["open"] = False

    def take(self, operation, call):
        held = self.held.get(call["taskToken"])
        if held is None:
            raise Refused("InvalidToken", "Invalid Token: 'Invalid token'")
        if not held["open"] or "output" in held or "error" in held:
            raise Refused("TaskTimedOut", "Task Timed Out: the token is no longer waited for")
        if operation == "SendTaskHeartbeat":
            held["alive"] = time.time()
        elif operation == "SendTaskSuccess":
            json.loads(call["output"])
            held["output"] = call["output"]
        else:
            held.update(error=call.get("error", ""), cause=call.get("cause", ""))
        return {}


class Front:
    def __init__(self, url, moto, rendered, logs, program, scale):
        self.url, self.moto, self.scale = url, moto, scale
        self.roles, self.tokens = Roles(f"{rendered}/policies"), Tokens()
        self.tasks = Tasks(self, f"{rendered}/containers", logs, program)
        self.dms = Dms(self, logs, program, self.tasks.environment_of_databases())
        self.faults, self.calls, self.messages, self.clients = [], [], [], {}
        self.task_role, self.lifetime, self.task_tokens, self.secrets = "understudy-task", 3600, {}, {}
        self.lock = threading.Lock()

    def deploy(self, rendered):
        """What Terraform would have made, as far as moto holds it: bucket, topic, job specs; and whom DMS's endpoints lead to."""
        moto = {"region_name": REGION, "endpoint_url": f"http://{self.moto}", "aws_access_key_id": "test", "aws_secret_access_key": "test"}
        self.s3 = boto3.client("s3", **moto)
        self.s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
        boto3.client("sns", **moto).create_topic(Name="understudy-runs")
        endpoints = {made["endpoint_arn"]: made for made in map(read, pathlib.Path(rendered).glob("endpoints/*.json"))}
        for path in pathlib.Path(rendered).glob("objects/*.json"):
            job = read(path)
            self.s3.put_object(Bucket=BUCKET, Key=path.stem.replace("%2F", "/"), Body=json.dumps(job))
            for side in ("source", "target"):
                arn = job.get("dms", {}).get(f"{side}_endpoint_arn")
                if arn:
                    self.dms.endpoint_of(endpoints[arn], job[side])

    def objects(self):
        keys = [found["Key"] for page in self.s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET) for found in page.get("Contents", [])]
        return {key: self.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read().decode() for key in keys}

    # ---- what goes wrong, when a test says so ----

    def fault(self, service, operation, call):
        with self.lock:
            for fault in self.faults:
                if fault["times"] > 0 and (fault["service"], fault["operation"]) == (service, operation) and fault.get("in", "") in json.dumps(call):
                    fault["times"] -= 1
                    return fault
        return None

    # ---- calls to AWS ----

    def aws(self, method, path, headers, body):
        """Status, headers and body of an answer."""
        service = "s3"
        try:
            role, service = self.roles.who(method, path, headers, body)
            operation, call = self.operation(service, method, path, headers, body)
            self.permit(role, service, operation, call)
            self.calls.append({"role": role, "service": service, "operation": operation})
            fault = self.fault(service, operation, call)
            if fault and fault["kind"] == "throttle":
                code, status = THROTTLED.get(service, ("ThrottlingException", 400))
                raise Refused(code, "Rate exceeded", status)
            if fault and fault["kind"] == "expire":
                self.roles.expire(role)
                raise Refused("ExpiredToken" if service == "s3" else "ExpiredTokenException", "the security token included in the request is expired")
            answer = self.own(service, operation, call)
        except Refused as refused:
            self.calls.append({"refused": refused.code, "why": refused.message})
            return error(service, refused)
        if answer is not None:
            return 200, [("Content-Type", "application/x-amz-json-1.1")], json.dumps(answer).encode()
        return self.pass_on(method, path, headers, body)

    @staticmethod
    def operation(service, method, path, headers, body):
        if service == "s3":
            parts = urllib.parse.urlsplit(path)
            bucket, _, key = urllib.parse.unquote(parts.path).lstrip("/").partition("/")
            query = dict(urllib.parse.parse_qsl(parts.query, keep_blank_values=True))
            return (S3_ACTIONS[method] if key else "ListBucket"), {"bucket": bucket, "key": key, "prefix": query.get("prefix", "")}
        if "X-Amz-Target" in headers:
            return headers["X-Amz-Target"].split(".")[-1], json.loads(body or b"{}")
        call = dict(urllib.parse.parse_qsl(body.decode()))
        return call["Action"], call

    def permit(self, role, service, operation, call):
        for action, resource, context in needed(service, operation, call, self):
            self.roles.allow(role, action, resource, context)

    def own(self, service, operation, call):
        """What is answered here; None: by moto."""
        if service == "ecs":
            return {"RunTask": self.tasks.run, "DescribeTasks": self.tasks.describe, "StopTask": self.tasks.stop}[operation](call)
        if service == "dms":
            return self.dms.answer(operation, call)
        if service == "states":
            return self.tokens.take(operation, call)
        if service == "secretsmanager":
            return self.secret(call["SecretId"])
        if service == "sns":
            self.messages.append({"subject": call.get("Subject"), "message": call["Message"]})
        return None

    def secret(self, arn):
        if arn not in self.secrets:
            raise Refused("ResourceNotFoundException", "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT")
        return {"ARN": arn, "Name": arn.split(":")[-1], "SecretString": self.secrets[arn], "VersionId": "1", "VersionStages": ["AWSCURRENT"]}

    def pass_on(self, method, path, headers, body):
        to = http.client.HTTPConnection(self.moto, timeout=60)
        to.request(method, path, body, {name: value for name, value in headers.items() if name.lower() != "connection"})
        answer = to.getresponse()
        kept = [(name, value) for name, value in answer.getheaders() if name.lower() not in ("connection", "content-length", "transfer-encoding", "date", "server")]
        return answer.status, kept, answer.read()

    # ---- Step Functions' integrations ----

    def call(self, role, sdk, service, operation, arguments):  # pylint: disable=redefined-outer-name
        """Through the door like everybody, by the role of the machine. Errors have the names that Step Functions gives them."""
        client = self.client(role, service)
        model = client.meta.service_model.operation_model(operation[0].upper() + operation[1:])
        words = SDK if sdk else OPTIMISED
        prefix, general = words[service], f"{words[service]}.{'' if sdk else 'Amazon'}{words[service]}Exception"
        try:
            given = validated(arguments, model)
            answer = getattr(client, client_method(client, model.name))(**given)
        except ParamValidationError as wrong:
            raise Refused("States.Runtime", str(wrong)) from wrong
        except ClientError as wrong:
            code, message = wrong.response["Error"]["Code"], wrong.response["Error"]["Message"]
            modelled = {shape.error_code for shape in model.error_shapes} | {shape.name for shape in model.error_shapes}
            name = re.sub(r"(Exception|Fault)?$", "Exception", code, count=1)
            raise Refused(f"{prefix}.{name}" if code in modelled else general, f"{message} (Service: {prefix}, Error Code: {code})") from wrong
        answer.pop("ResponseMetadata")
        return pascal(answer)

    def client(self, role, service):
        if (role, service) not in self.clients:
            keys = self.roles.assume(role)
            self.clients[role, service] = boto3.client(
                arguments.SERVICES.get(service, service).replace("databasemigration", "dms"), region_name=REGION, endpoint_url=self.url,
                aws_access_key_id=keys["AccessKeyId"], aws_secret_access_key=keys["SecretAccessKey"], aws_session_token=keys["Token"],
                config=Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}, request_checksum_calculation="when_required"))
        return self.clients[role, service]

    # ---- what a task finds beside its process ----

    def task_token(self, arn):
        """The word by which a container shows that the credentials are its own."""
        return self.task_tokens.setdefault(arn.split("/")[-1], f"word-{arn[-8:]}")

    def credentials(self, task_id, authorization):
        if self.task_tokens.get(task_id) != authorization:
            raise Refused("AccessDenied", "another task's credentials", 403)
        return self.roles.assume(self.task_role, self.lifetime)

    # ---- what a test says ----

    def said(self, what, body):
        if what == "call":
            return self.call(**body)
        if what == "allowed":
            return self.roles.allow(**body) or {}
        if what.startswith("token/"):
            return getattr(self.tokens, what.split("/")[1])(body["token"]) or {}
        if what == "fault":
            return self.faults.append({"times": 1, **body}) or {}
        if what == "assume":
            return self.roles.assume(body["role"])
        if what == "answer":
            return self.tokens.take("SendTaskSuccess", body)
        if what == "secret":
            return self.secrets.update(body) or {}
        if what == "objects":
            return self.objects()
        if what == "set":
            return vars(self).update(body) or {}
        return {"calls": self.calls, "messages": self.messages, "faults": self.faults, "tasks": [held["shown"] for held in self.tasks.tasks.values()]}[what]


def client_method(client, operation):
    return next(method for method, name in client.meta.method_to_api_mapping.items() if name == operation)


def validated(given, model):
    """Under the model's names; words of enums are looked at as well."""
    wrong = []
    plain = arguments.plain(copy.deepcopy(given), model.input_shape, model.name, wrong, pascal=True)
    if wrong:
        raise Refused("States.Runtime", "; ".join(wrong))
    return plain


def needed(service, operation, call, front):
    """Action, resource and context of all that a call has to be allowed."""
    if service == "ecs":
        cluster = {"ecs:cluster": call["cluster"]}
        if operation != "RunTask":
            return [(f"ecs:{operation}", arn, cluster) for arn in call.get("tasks", [call.get("task")])]
        task = f"arn:aws:ecs:{REGION}:{ACCOUNT}:task/{call['cluster'].split('/')[-1]}/new"
        return [("ecs:RunTask", call["taskDefinition"], cluster), ("ecs:TagResource", task, {"ecs:CreateAction": "RunTask"})] + [
            ("iam:PassRole", f"arn:aws:iam::{ACCOUNT}:role/{role}", {"iam:PassedToService": "ecs-tasks.amazonaws.com"})
            for role in (front.task_role, "understudy-execution")] + [
            (f"events:{action}", f"arn:aws:events:{REGION}:{ACCOUNT}:rule/StepFunctionsGetEventsForECSTaskRule", {})
            for action in ("PutTargets", "PutRule", "DescribeRule")]
    if service == "s3":
        bucket = f"arn:aws:s3:::{call['bucket']}"
        return [(f"s3:{operation}", f"{bucket}/{call['key']}" if call["key"] else bucket, {"s3:prefix": call["prefix"]})]
    if service == "sns":
        return [("sns:Publish", call["TopicArn"], {})]
    if service == "secretsmanager":
        name = call["SecretId"]
        return [(f"secretsmanager:{operation}", name if name.startswith("arn:") else f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:{name}-AbCdEf", {})]
    if service == "dms":
        return front.dms.needed(operation, call)
    return [(f"{service}:{operation}", "*", {})]


def error(service, refused):
    if service == "s3":
        body = f"<?xml version='1.0'?><Error><Code>{refused.code}</Code><Message>{escape(refused.message)}</Message><RequestId>front</RequestId></Error>"
    elif service in ("sns", "sts"):
        body = (f"<ErrorResponse><Error><Type>Sender</Type><Code>{refused.code}</Code><Message>{escape(refused.message)}</Message></Error>"
                "<RequestId>front</RequestId></ErrorResponse>")
    else:
        return refused.status, [("Content-Type", "application/x-amz-json-1.1")], json.dumps({"__type": refused.code, "message": refused.message}).encode()
    return refused.status, [("Content-Type", "application/xml")], body.encode()


class Door(Handler):
    front = None

    def any(self):
        try:
            status, headers, said = self.at(self.body())
        except Refused as refused:
            status, headers, said = 400, [], json.dumps({"error": refused.code, "cause": refused.message}).encode()
        self.answer(status, said, headers)

    def at(self, body):
        room, _, rest = self.path.lstrip("/").partition("/")
        if room == "-":
            return 200, [], json.dumps(self.front.said(rest, json.loads(body or b"{}"))).encode()
        if room == "credentials":
            return 200, [], json.dumps(self.front.credentials(rest, self.headers.get("Authorization"))).encode()
        if room == "metadata":
            return 200, [], json.dumps(self.front.tasks.metadata(rest.split("/")[0])).encode()
        return self.front.aws(self.command, self.path, self.headers, body)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = any


def main(moto, rendered, logs, program, scale):
    server = Server(Door)
    url = f"http://127.0.0.1:{server.server_port}"
    Door.front = Front(url, moto.removeprefix("http://"), rendered, logs, program, float(scale))
    Door.front.deploy(rendered)
    print(url, flush=True)
    try:
        server.serve_forever()
    finally:
        Door.front.tasks.end()


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Amazon ECS for tests: a task is a process of this machine, with the environment of its container and no other."""
import json
import os
import pathlib
import signal
import subprocess
import threading
import time
import uuid

from iam import Refused

OVERRIDES_MAX = 8192  # characters of all overrides as JSON
START_S = 0.1         # the order, the image, the network
SANITIZER = ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS")


def by_name(pairs):
    return {pair["name"]: pair["value"] for pair in pairs}


class Tasks:
    """What RunTask starts. `front` is where its tasks find AWS; `faults` says what goes wrong with them."""

    def __init__(self, front, containers, logs, program):
        self.front, self.logs, self.program = front, pathlib.Path(logs), program
        self.definitions = {path.stem: json.loads(path.read_text()) for path in pathlib.Path(containers).glob("*.json")}
        self.tasks = {}

    def run(self, call):
        fault = self.front.fault("ecs", "task", call)
        if fault and fault["kind"] == "no room":
            return {"tasks": [], "failures": [{"arn": call["cluster"], "reason": "RESOURCE:MEMORY"}]}
        family = call["taskDefinition"].split("/")[-1].split(":")[0]
        if fault and fault["kind"] == "command":
            subprocess.run(fault["command"], shell=True, check=True, stdout=subprocess.DEVNULL)
        container = self.container(family, call.get("overrides", {}))
        arn = f"arn:aws:ecs:eu-west-1:123456789012:task/{call['cluster'].split('/')[-1]}/{uuid.uuid4().hex}"
        task = {
            "taskArn": arn, "clusterArn": call["cluster"], "taskDefinitionArn": call["taskDefinition"], "group": f"family:{family}",
            "availabilityZone": "eu-west-1a", "launchType": call.get("launchType", "FARGATE"), "lastStatus": "PROVISIONING",
            "desiredStatus": "RUNNING", "createdAt": time.time(), "overrides": call.get("overrides", {}), "version": 1,
            "containers": [{"containerArn": f"{arn}/c", "taskArn": arn, "name": container["name"], "image": container["image"], "lastStatus": "PENDING"}],
        }
        self.tasks[arn] = {"shown": task, "process": None}
        threading.Thread(target=self.live, args=(arn, container, fault), daemon=True).start()
        return {"tasks": [task], "failures": []}

    def container(self, family, overrides):
        """The container of a definition, with what a call overrides."""
        if len(json.dumps(overrides, separators=(",", ":"))) > OVERRIDES_MAX:
            raise Refused("InvalidParameterException", f"Container Overrides length must be at most {OVERRIDES_MAX}")
        if family not in self.definitions:
            raise Refused("ClientException", f"Unable to describe task definition {family}")
        container = dict(self.definitions[family][0])
        for override in overrides.get("containerOverrides", []):
            if override["name"] != container["name"]:
                raise Refused("InvalidParameterException", f"Override for container named {override['name']} is not a container in the TaskDefinition.")
            container["command"] = override.get("command", container.get("command", []))
            container["environment"] = [
                {"name": name, "value": value}
                for name, value in (by_name(container.get("environment", [])) | by_name(override.get("environment", []))).items()
            ]
        return container

    def live(self, arn, container, fault):
        task = self.tasks[arn]["shown"]
        time.sleep(START_S)
        if fault and fault["kind"] == "never starts":
            return self.stopped(arn, None, "TaskFailedToStart", "CannotPullContainerError: pull image manifest has been retried 5 time(s)")
        log = self.logs / f"{arn.split('/')[-1]}.log"
        with log.open("wb") as said:
            process = subprocess.Popen(
                [self.program, *container.get("command", [])], env=self.environment(arn, container), stdin=subprocess.DEVNULL,
                stdout=said, stderr=subprocess.STDOUT, cwd="/")
        self.tasks[arn]["process"] = process
        task["lastStatus"] = task["containers"][0]["lastStatus"] = "RUNNING"
        if fault and fault["kind"] in ("SIGKILL", "SIGTERM"):
            self.strike(process, log, getattr(signal, fault["kind"]), fault.get("when", ""))
        code = process.wait()
        reason = f"{fault['kind']} for a test" if code < 0 else "Essential container in task exited"
        self.stopped(arn, 128 - code if code < 0 else code, "EssentialContainerExited", reason)

    @staticmethod
    def sanitizers():
        """A test's own: so it hears of what they find."""
        return {name: os.environ[name] for name in SANITIZER if name in os.environ}

    def environment_of_databases(self):
        """What a definition says of how databases are reached."""
        return self.sanitizers() | by_name(next(iter(self.definitions.values()))[0].get("environment", []))

    def environment(self, arn, container):
        """What Fargate gives to a container, where this machine can."""
        here, token = self.front.url, self.front.task_token(arn)
        return by_name(container.get("environment", [])) | self.sanitizers() | {
            "AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "eu-west-1", "AWS_EXECUTION_ENV": "AWS_ECS_FARGATE",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": f"{here}/credentials/{arn.split('/')[-1]}", "AWS_CONTAINER_AUTHORIZATION_TOKEN": token,
            "ECS_CONTAINER_METADATA_URI_V4": f"{here}/metadata/{arn.split('/')[-1]}", "AWS_ENDPOINT_URL": here, "UNDERSTUDY_HEARTBEAT": "1",
        }

    @staticmethod
    def strike(process, log, what, when):
        """In the middle of its work: when its log says so, or at once."""
        while process.poll() is None:
            if when.encode() in log.read_bytes():
                process.send_signal(what)
                return
            time.sleep(0.01)

    def stopped(self, arn, code, stop_code, reason):
        task = self.tasks[arn]["shown"]
        container = dict(task["containers"][0], lastStatus="STOPPED", **({} if code is None else {"exitCode": code}))
        task.setdefault("stopCode", stop_code)
        task.setdefault("stoppedReason", reason)
        task.update(containers=[container], desiredStatus="STOPPED", stoppedAt=time.time(), lastStatus="STOPPED")

    def describe(self, call):
        known = [arn for arn in call["tasks"] if arn in self.tasks]
        return {"tasks": [dict(self.tasks[arn]["shown"]) for arn in known],
                "failures": [{"arn": arn, "reason": "MISSING"} for arn in call["tasks"] if arn not in known]}

    def stop(self, call):
        """SIGTERM, and SIGKILL when the time to stop is over."""
        arn = call["task"]
        if arn not in self.tasks:
            raise Refused("InvalidParameterException", "The referenced task was not found.")
        task, process = self.tasks[arn]["shown"], self.tasks[arn]["process"]
        task.update(desiredStatus="STOPPED", stopCode="UserInitiated", stoppedReason=call.get("reason", "Task stopped by user"))
        if process:
            process.terminate()
            threading.Timer(120 * self.front.scale, process.kill).start()
        return {"task": task}

    def metadata(self, task_id):
        """Task metadata version 4: /task."""
        task = next(held["shown"] for arn, held in self.tasks.items() if arn.endswith(task_id))
        family, _, revision = task["taskDefinitionArn"].split("/")[-1].partition(":")
        return {"Cluster": task["clusterArn"], "TaskARN": task["taskArn"], "Family": family, "Revision": revision or "1",
                "DesiredStatus": task["desiredStatus"], "KnownStatus": task["lastStatus"], "AvailabilityZone": task["availabilityZone"],
                "LaunchType": "FARGATE", "Containers": [{"Name": task["containers"][0]["name"], "Image": task["containers"][0]["image"]}]}

    def end(self):
        for held in self.tasks.values():
            if held["process"] and held["process"].poll() is None:
                held["process"].kill()

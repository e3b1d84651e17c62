#!/usr/bin/env python3
"""account.py PORT: an account in moto, before it looks at signatures, in nine calls: a bucket; two users, of whom one may do
what a worker does; and a role that may, too. Prints a line for each: key ID, secret, and the token of the role's session.

account.py PORT objects FOLDER       every object of the bucket, into files; and FOLDER/keys, "KEY KMS-KEY" lines
Asked as whom the environment says."""
import json
import pathlib
import sys

import botocore.session

BUCKET = "understudy-artifacts"
POLICY = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Action": ["secretsmanager:GetSecretValue", "secretsmanager:CreateSecret", "secretsmanager:PutSecretValue"], "Resource": "*"},
        {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload", "s3:ListBucket"], "Resource": "*"},
    ],
}


def client(name):
    return botocore.session.Session().create_client(name, region_name="eu-west-1", endpoint_url="http://127.0.0.1:" + sys.argv[1])


def make():
    client("s3").create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    for user in ("worker", "stranger"):
        client("iam").create_user(UserName=user)
        key = client("iam").create_access_key(UserName=user)["AccessKey"]
        print(key["AccessKeyId"], key["SecretAccessKey"])
    client("iam").put_user_policy(UserName="worker", PolicyName="worker", PolicyDocument=json.dumps(POLICY))
    role = client("iam").create_role(RoleName="task", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    client("iam").put_role_policy(RoleName="task", PolicyName="task", PolicyDocument=json.dumps(POLICY))
    session = client("sts").assume_role(RoleArn=role, RoleSessionName="task")["Credentials"]
    print(session["AccessKeyId"], session["SecretAccessKey"], session["SessionToken"])


def objects(folder):
    s3 = client("s3")
    with open(pathlib.Path(folder) / "keys", "w") as keys:
        for found in s3.list_objects_v2(Bucket=BUCKET).get("Contents", []):
            got = s3.get_object(Bucket=BUCKET, Key=found["Key"])
            (pathlib.Path(folder) / found["Key"].replace("/", "+")).write_bytes(got["Body"].read())
            keys.write(f"{found['Key']} {got.get('SSEKMSKeyId', '-')}\n")


if len(sys.argv) == 2:
    make()
else:
    objects(sys.argv[3])

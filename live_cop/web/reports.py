"""The report and the pictures of the snapshots."""

from flask import Blueprint

blueprint = Blueprint("reports", __name__)

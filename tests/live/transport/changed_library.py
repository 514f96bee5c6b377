"""The command line, with a transport library that differs from the one we know: the patterns of `CHANGES` are replaced
in the source of python-engineio, python-socketio and Flask-SocketIO, as another version of
them might have it."""

import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import re
import sys

#: Modules of engine.io that have another name: {new: old}.
RENAMED = {"engineio.socket_base": "engineio.base_socket", "engineio.payloads": "engineio.payload"}
LIBRARIES = ("engineio", "socketio", "flask_socketio")
CHANGES: list[list[str]] = json.loads(os.environ["LIVE_COP_TEST_CHANGES"])


class Loader(importlib.machinery.SourceFileLoader):
    """Reads a module and changes it."""

    def get_code(self, fullname: str):
        source = self.get_data(self.path).decode()
        for pattern, replacement in CHANGES:
            source = re.sub(pattern, replacement, source, flags=re.M)
        return self.source_to_code(source, self.path)


class Finder(importlib.abc.MetaPathFinder):
    """Finds the libraries as usual, and has them read by our loader."""

    def find_spec(self, name: str, path=None, target=None):
        if name.split(".")[0] not in LIBRARIES:
            return None
        used = {new for _, new in CHANGES}
        if any(old == name and new.rpartition(".")[2] in used for new, old in RENAMED.items()):
            raise ModuleNotFoundError(name)
        found = importlib.machinery.PathFinder.find_spec(RENAMED.get(name, name), path, target)
        if found is None or not found.origin or not found.origin.endswith(".py"):
            return found
        places = found.submodule_search_locations
        return importlib.util.spec_from_file_location(
            name, found.origin, loader=Loader(name, found.origin), submodule_search_locations=places
        )


sys.meta_path.insert(0, Finder())

from tests.support.without_delays import main  # noqa: E402

main()

# Two commands are all one needs: `make run` and `make test`. Both set up what they need.
PYTHON ?= python3

.PHONY: run test bench browser setup lock
run test bench browser setup:
	@$(PYTHON) start.py $@

# Write the locks again, from the ranges in pyproject.toml. Needs pip-tools; no address of any index is written.
LOCK = pip-compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	--strip-extras --allow-unsafe --no-annotate --no-header
lock:
	$(LOCK) -o requirements/run.txt pyproject.toml requirements/run.in
	$(LOCK) -c requirements/run.txt -o requirements/dev.txt pyproject.toml requirements/run.in requirements/dev.in

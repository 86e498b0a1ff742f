# The front door: everything is done by Meson and Ninja.
.POSIX:
BUILD = build
TEST_BUILD = build-test
DATA = newsroom
PORT = 8080

all: $(BUILD)/build.ninja
	@ninja -C $(BUILD)

$(BUILD)/build.ninja:
	@meson setup $(BUILD) --buildtype=release -Db_ndebug=false

deps:
	@tools/install-packages

run:
	@tools/install-packages run build
	@$(MAKE) --no-print-directory all
	@tools/run-sample $(BUILD)/zubi $(DATA) $(PORT)

test:
	@tools/install-packages
	@tools/run-tests $(BUILD) $(TEST_BUILD)

bench:
	@tools/install-packages
	@$(MAKE) --no-print-directory all
	@tools/run-bench $(BUILD)

format:
	@git ls-files '*.c' '*.h' | xargs clang-format -i

clean:
	rm -rf $(BUILD) $(TEST_BUILD)

.PHONY: all deps run test bench format clean

#include "tests/support/schema_judge.h"

#include "tests/support/data_locator.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace coldframe::test {

namespace {

constexpr const char* kJudge = R"(
import json, sys
import jsonschema
folder, count = sys.argv[1], int(sys.argv[2])
schema = json.load(open(folder + "/schema.json", encoding="utf-8"))
jsonschema.Draft7Validator.check_schema(schema)
judge = jsonschema.Draft7Validator(schema)
with open(folder + "/verdicts", "w", encoding="utf-8") as out:
    for i in range(count):
        error = jsonschema.exceptions.best_match(judge.iter_errors(json.load(open(f"{folder}/{i}.json", encoding="utf-8"))))
        text = "valid" if error is None else f"/{'/'.join(map(str, error.absolute_path))}: {error.message}"
        out.write(text.replace("\n", " ")[:400] + "\n")
)";

bool runs(const std::string& command) {
  return std::system(command.c_str()) == 0; // NOLINT: the command is ours
}

} // namespace

std::string whyNoSchemaJudge() {
  return runs("/usr/bin/python3 -W ignore -c 'import jsonschema' 2>/dev/null") ? ""
                                                                               : "python3-jsonschema is not installed";
}

std::vector<SchemaVerdict> judgeBySchema(const std::string& schema, const std::vector<std::string>& documents) {
  const TemporaryFolder folder;
  std::ofstream(folder.path() / "schema.json") << schema;
  std::ofstream(folder.path() / "judge.py") << kJudge;
  for (std::size_t i = 0; i < documents.size(); ++i)
    std::ofstream(folder.path() / (std::to_string(i) + ".json")) << documents[i];
  const std::string path = folder.path().string();
  EXPECT_TRUE(
      runs("/usr/bin/python3 -W ignore '" + path + "/judge.py' '" + path + "' " + std::to_string(documents.size())));
  std::vector<SchemaVerdict> verdicts;
  std::istringstream lines(readText(folder.path() / "verdicts"));
  for (std::string line; std::getline(lines, line);)
    verdicts.push_back({line == "valid", line});
  return verdicts;
}

} // namespace coldframe::test

// Lets python3-jsonschema, which knows nothing of our reader, judge documents by a JSON Schema.
#pragma once

#include <string>
#include <vector>

namespace coldframe::test {

struct SchemaVerdict {
  bool valid = false;
  std::string reason; // the first complaint
};

// Why there is no judge here, to be given to GTEST_SKIP(); empty when there is one.
std::string whyNoSchemaJudge();

// One verdict a document (JSON texts), in order. Fails the current test when the schema itself is not a valid schema.
std::vector<SchemaVerdict> judgeBySchema(const std::string& schema, const std::vector<std::string>& documents);

} // namespace coldframe::test

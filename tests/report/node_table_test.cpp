#include "sim/json/document.h"
#include "sim/report/node_table.h"

#include <gtest/gtest.h>

namespace coldframe {
namespace {

TEST(NodeTable, HasARowForEachFigureWithItsSource) {
  JsonLimits limits;
  limits.annotations = true;
  const auto document = JsonDocument::parse(
      R"({"max_timeout": {"value": "300 s", "basis": "documented", "source": "the guide"},
          "cpu": {"speed": 1, "law": {"a": 1, "b": 2}}, "list": [1, 2]})",
      "test", limits);
  ASSERT_TRUE(document.has_value());
  const Table table = nodeTable(document->root());
  ASSERT_EQ(table.rows.size(), 4u);
  EXPECT_EQ(table.rows[0][0].shown, "/max_timeout");
  EXPECT_EQ(table.rows[0][1].shown, "300 s");
  EXPECT_EQ(table.rows[0][2].shown, "documented");
  EXPECT_EQ(table.rows[0][3].shown, "the guide");
  EXPECT_EQ(table.rows[1][0].shown, "/cpu/speed");
  EXPECT_EQ(table.rows[2][0].shown, "/cpu/law");
  EXPECT_EQ(table.rows[3][1].shown, "[1, 2]");
}

} // namespace
} // namespace coldframe

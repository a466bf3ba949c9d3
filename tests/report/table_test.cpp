#include "sim/report/table.h"

#include <gtest/gtest.h>

#include <limits>

namespace coldframe {
namespace {

Table twoPlatforms() {
  Table table;
  table.name = "platforms";
  table.columns = {{"id", "platform", "", Align::Left, true},
                   {"makespan_s", "makespan", "s", Align::Right, true},
                   {"sha256", "hash", "", Align::Left, false}};
  table.addRow({Cell::text("laptop"), Cell::number(80, "80 s ± 3 s"), Cell::text("aa")});
  table.addRow({Cell::text("box"), Cell::none("a stream has no makespan"), Cell::text("bb")});
  return table;
}

TEST(Table, AlignsColumnsByWhatTheEyeSees) {
  Table table;
  table.columns = {{"a", "a", "", Align::Left, true}, {"b", "b", "", Align::Right, true}};
  table.addRow({Cell::text("±±"), Cell::number(1, "1")});
  table.addRow({Cell::text("xx"), Cell::number(10, "10")});
  EXPECT_EQ(renderText(table), "a    b\n±±   1\nxx  10\n");
}

TEST(Table, HidesColumnsMadeForMachinesFromPeople) {
  const std::string text = renderText(twoPlatforms());
  EXPECT_EQ(text.find("hash"), std::string::npos);
  EXPECT_EQ(renderMarkdown(twoPlatforms()).find("aa"), std::string::npos);
}

TEST(Table, CsvCarriesValuesNotWhatPeopleRead) {
  EXPECT_EQ(renderCsv(twoPlatforms()), "id,makespan_s,sha256\nlaptop,80,aa\nbox,,bb\n");
}

TEST(Table, CsvQuotesCommasQuotesAndLineEnds) {
  EXPECT_EQ(csvField("plain"), "plain");
  EXPECT_EQ(csvField("a,b"), "\"a,b\"");
  EXPECT_EQ(csvField("say \"x\""), "\"say \"\"x\"\"\"");
  EXPECT_EQ(csvField("two\nlines"), "\"two\nlines\"");
}

TEST(Table, MarkdownKeepsAPipeInItsCell) {
  Table table;
  table.columns = {{"a", "a", "", Align::Left, true}};
  table.addRow({Cell::text("x|y")});
  EXPECT_EQ(renderMarkdown(table), "| a |\n|---|\n| x\\|y |\n");
}

TEST(Cell, NeverHoldsANumberThatIsNotFinite) {
  const Cell cell = Cell::number(std::numeric_limits<double>::quiet_NaN(), "nan");
  EXPECT_TRUE(std::holds_alternative<std::monostate>(cell.value));
  EXPECT_EQ(cell.shown.find("nan"), std::string::npos);
}

TEST(DisplayWidth, CountsCharactersNotBytes) {
  EXPECT_EQ(displayWidth("180×"), 4u);
  EXPECT_EQ(displayWidth("4 s ± 1 s"), 9u);
  EXPECT_EQ(displayWidth(""), 0u);
}

} // namespace
} // namespace coldframe

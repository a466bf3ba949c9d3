#include "sim/trace/csv_lines.h"

#include <gtest/gtest.h>

#include <string>

namespace coldframe {
namespace {

// "line: field|field", "line: broken".
std::string read(std::string_view text, CsvQuotes quotes = CsvQuotes::MaySpanLines, char separator = ',') {
  CsvLines lines(text, separator, quotes);
  std::string out;
  while (lines.next()) {
    out += std::to_string(lines.line()) + ": ";
    if (lines.broken())
      out += "broken";
    else
      for (std::size_t i = 0; i < lines.fields().size(); ++i)
        out += (i > 0 ? "|" : "") + std::string(lines.fields()[i]);
    out += "\n";
  }
  return out;
}

TEST(CsvLines, AQuotedFieldMaySpanLines) {
  EXPECT_EQ(read("a,b\n\"one\ntwo, \"\"three\"\"\n\",4\n5,6\n"), "1: a|b\n2: one\ntwo, \"three\"\n|4\n5: 5|6\n");
  EXPECT_EQ(read("a,b\r\n\"one\r\ntwo\",2\r\n3,4\r\n"), "1: a|b\n2: one\r\ntwo|2\n4: 3|4\n");
  EXPECT_EQ(read("\xEF\xBB\xBF\"x\ny\""), "1: x\ny\n");
}

TEST(CsvLines, AQuoteThatNeverClosesCostsItsLineAlone) {
  EXPECT_EQ(read("a,b\n\"open,2\n3,4\n5,6"), "1: a|b\n2: broken\n3: 3|4\n4: 5|6\n");
  std::string text = "\"open\n";
  for (int i = 0; i < 20'000; ++i)
    text += "1,2\n";
  EXPECT_TRUE(read(text + "3,\"4\"\n").starts_with("1: broken\n2: 1|2\n"));
}

TEST(CsvLines, ManyBrokenQuotesDoNotCostMuch) {
  std::string text;
  for (int i = 0; i < 200'000; ++i)
    text += "\"x,1\n1,2\n"; // the quotes pair up across lines until that has been seen not to help
  const std::string out = read(text);
  EXPECT_FALSE(out.empty());
}

TEST(CsvLines, ByDefaultARecordIsALine) {
  EXPECT_EQ(read("\"one\ntwo\",3\n", CsvQuotes::EndWithTheLine), "1: broken\n2: two\"|3\n");
}

TEST(CsvLines, ALineThatIsNoRecordIsBrokenAndCostsItselfAlone) {
  const std::string endless(20'000'000, 'x');
  EXPECT_EQ(read(endless + "\n1,2\n"), "1: broken\n2: 1|2\n");
}

TEST(CsvLines, EveryTruncationGivesTheRecordsBeforeIt) {
  const std::string text = "a,b\n\"one\ntwo\",2\n3,4\n";
  for (std::size_t cut = 4; cut <= text.size(); ++cut)
    EXPECT_TRUE(read(text.substr(0, cut)).starts_with("1: a|b\n")) << cut;
}

} // namespace
} // namespace coldframe

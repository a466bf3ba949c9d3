#include "sim/trace/trace_csv.h"
#include "sim/trace/trace_json.h"
#include "tests/trace/sample_traces.h"

#include <gtest/gtest.h>

namespace coldframe {
namespace {

CsvMapping mapping(const std::string& text) {
  const auto document = JsonDocument::parse(text, "map.json");
  if (!document) {
    ADD_FAILURE() << document.error().text();
    return {};
  }
  const auto read = readCsvMapping(*document);
  if (!read) {
    ADD_FAILURE() << read.error().text();
    return {};
  }
  return *read;
}

std::string wrongIn(const std::string& members) {
  const auto document = JsonDocument::parse(R"({"schema": "coldframe.csv-mapping/1", )" + members + "}", "map.json");
  if (!document)
    return document.error().text();
  const auto read = readCsvMapping(*document);
  return read ? "nothing" : read.error().text();
}

const char* const kPlain = R"({"schema": "coldframe.csv-mapping/1",
  "columns": {"start": {"column": "t", "unit": "s"}, "duration": {"column": "d", "unit": "ms"}}})";

SimTime ms(std::int64_t n) {
  return SimTime::at(Duration::milliseconds(n));
}

TEST(OwnCsv, ReadsBackTheRowsItWrote) {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    const Trace trace = test::anyTrace(seed * 17, seed);
    const std::string text = writeTraceCsv(trace);
    const auto again = readTraceCsv(text, "t.csv");
    ASSERT_TRUE(again) << again.error().text();
    EXPECT_EQ(again->linesLeftOut, 0u) << again->warnings.front().what;
    ASSERT_EQ(again->trace.rows(), trace.rows());
    for (std::size_t i = 0; i < kStampCount; ++i)
      EXPECT_EQ(again->trace.column(static_cast<Stamp>(i)), trace.column(static_cast<Stamp>(i))) << kStampNames[i];
    for (std::size_t row = 0; row < trace.rows(); ++row) {
      for (std::size_t i = 0; i < kCountCount; ++i) {
        const auto count = static_cast<Count>(i);
        const auto was = trace.count(count, row);
        const auto is = again->trace.count(count, row);
        if (count == Count::Function && was) {
          ASSERT_TRUE(is);
          EXPECT_EQ(again->trace.names(count)[static_cast<std::size_t>(*is)],
                    trace.names(count)[static_cast<std::size_t>(*was)]);
        } else {
          EXPECT_EQ(is, was) << kCountNames[i];
        }
      }
      EXPECT_EQ(again->trace.cold(row), trace.cold(row));
      EXPECT_EQ(again->trace.outcome(row), trace.outcome(row));
    }
    EXPECT_EQ(writeTraceCsv(again->trace), text);
  }
}

TEST(MappedCsv, ReadsNumbersWithTheirUnitsExactly) {
  const auto read = readMappedCsv("d,t\n1848.19,0.0\n1877.81,5.7604\n", "some/folder/log.csv", mapping(kPlain));
  ASSERT_TRUE(read) << read.error().text();
  ASSERT_EQ(read->trace.rows(), 2u);
  EXPECT_EQ(read->trace.stamp(Stamp::Start, 1)->ns(), 5'760'400'000);
  EXPECT_EQ(read->trace.duration(1)->ns(), 1'877'810'000);
  EXPECT_EQ(read->trace.source(), "log.csv");
  EXPECT_FALSE(read->trace.has(Stamp::Submit));
  EXPECT_FALSE(read->trace.hasCold());
}

TEST(MappedCsv, TakesLengthsBackFromTheEnd) {
  const auto read = readMappedCsv("f,e,d\na,57.157,57.154\nb,60,1\na,61,0.5\n", "azure.csv",
                                  mapping(R"({"schema": "coldframe.csv-mapping/1", "columns": {
      "function": {"column": "f"}, "end": {"column": "e", "unit": "s"}, "duration": {"column": "d", "unit": "s"}}})"));
  ASSERT_TRUE(read) << read.error().text();
  EXPECT_EQ(read->trace.stamp(Stamp::Start, 0), ms(3));
  EXPECT_EQ(read->trace.names(Count::Function), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(read->trace.count(Count::Function, 2), 0);
}

TEST(MappedCsv, LeavesBadLinesOutAndKeepsTheOthers) {
  std::string text = "t,d\n";
  std::size_t good = 0;
  std::size_t bad = 0;
  const char* const broken[] = {"x,5\n", "1\n", "1,2,3\n", "\"1,2\n", "1,-5\n", "1e400,5\n", "\xff\xfe,\x01\n"};
  for (int i = 0; i < 1000; ++i)
    if (i % 10 < 3) {
      text += broken[static_cast<std::size_t>(i) % std::size(broken)];
      ++bad;
    } else {
      text += std::to_string(i) + ",250\r\n";
      ++good;
    }
  const auto read = readMappedCsv(text, "log.csv", mapping(kPlain));
  ASSERT_TRUE(read) << read.error().text();
  EXPECT_EQ(read->trace.rows(), good);
  EXPECT_EQ(read->linesLeftOut, bad);
  std::size_t warned = 0;
  for (const ImportWarning& warning : read->warnings) {
    warned += warning.count;
    EXPECT_GE(warning.firstLine, 2u);
    EXPECT_FALSE(warning.what.empty());
  }
  EXPECT_EQ(warned, bad);
  EXPECT_EQ(read->warnings.front().firstLine, 2u); // the first line after the header is the first bad one
  EXPECT_EQ(read->warnings.front().what, "\"t\" is not a number in range");
  EXPECT_EQ(read->warnings.front().firstValue, "\"x\"");
}

TEST(MappedCsv, AFileOfOnlyBadLinesIsAnError) {
  const auto read = readMappedCsv("t,d\nx,1\ny,2\n", "log.csv", mapping(kPlain));
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().text().find("line 2"), std::string::npos) << read.error().text();
  EXPECT_FALSE(readMappedCsv("", "log.csv", mapping(kPlain)));
  EXPECT_FALSE(readMappedCsv("t,d\n", "log.csv", mapping(kPlain)));
}

TEST(MappedCsv, NamesAColumnThatTheFileDoesNotHave) {
  const auto read = readMappedCsv("tt,d\n1,1\n", "log.csv", mapping(kPlain));
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().text().find("log.csv:1:1: there is no column \"t\"; did you mean \"tt\"?"), std::string::npos)
      << read.error().text();
}

TEST(MappedCsv, KeepsOnlyTheRowsThatAreMeant) {
  const auto read = readMappedCsv("e,t,d\na,0,1\nb,1,1\na,2,1\n", "log.csv",
                                  mapping(R"({"schema": "coldframe.csv-mapping/1", "where": {"e": "a"}, "columns": {
      "start": {"column": "t", "unit": "s"}, "duration": {"column": "d", "unit": "s"}}})"));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->trace.rows(), 2u);
  EXPECT_EQ(read->linesNotMeant, 1u);
  EXPECT_EQ(read->linesLeftOut, 0u);
}

TEST(MappedCsv, ReadsColdStartsOutcomesAndMemory) {
  const auto read = readMappedCsv("t;c;s;m;id\n0;1;200;53;x\n1;0;504;54;y\n2;;500;;\n", "log.csv",
                                  mapping(R"({"schema": "coldframe.csv-mapping/1", "separator": ";", "memory": "128 MB",
      "columns": {"submit": {"column": "t", "unit": "s"}, "peak_memory": {"column": "m", "unit": "MB"},
                  "environment": {"column": "id"}},
      "cold": {"column": "c"},
      "outcome": {"column": "s", "words": {"ok": ["200"], "timeout": ["504"]}, "otherwise": "error"}})"));
  ASSERT_TRUE(read) << read.error().text();
  const Trace& trace = read->trace;
  ASSERT_EQ(trace.rows(), 3u);
  EXPECT_EQ(trace.cold(0), Cold::Yes);
  EXPECT_EQ(trace.cold(1), Cold::No);
  EXPECT_EQ(trace.cold(2), Cold::Unknown);
  EXPECT_EQ(trace.outcome(0), CallOutcome::Ok);
  EXPECT_EQ(trace.outcome(1), CallOutcome::Timeout);
  EXPECT_EQ(trace.outcome(2), CallOutcome::Error);
  EXPECT_EQ(trace.count(Count::PeakMemory, 0), 53 * 1'048'576);
  EXPECT_EQ(trace.count(Count::PeakMemory, 2), std::nullopt);
  EXPECT_EQ(trace.count(Count::Environment, 2), std::nullopt);
  EXPECT_EQ(trace.count(Count::Memory, 2), 128 * 1'048'576);
}

TEST(MappedCsv, TakesAnInitTimeForAColdStart) {
  const auto read =
      readMappedCsv("t,d,init\n0,1,463.5\n1,1,\n2,1,0\n", "log.csv", mapping(R"({"schema": "coldframe.csv-mapping/1",
      "columns": {"start": {"column": "t", "unit": "s"}, "duration": {"column": "d", "unit": "s"}},
      "cold": {"column": "init", "when_present": true}})"));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->trace.cold(0), Cold::Yes);
  EXPECT_EQ(read->trace.cold(1), Cold::No);
  EXPECT_EQ(read->trace.cold(2), Cold::No);
}

TEST(MappedCsv, CountsAbsoluteStampsFromTheFirst) {
  const char* const iso = R"({"schema": "coldframe.csv-mapping/1",
      "columns": {"start": {"column": "t", "unit": "iso"}, "duration": {"column": "d", "unit": "s"}}})";
  const auto read = readMappedCsv("t,d\n2020-04-24T17:53:35Z,1\n2020-04-24T17:53:33.5Z,1\n", "log.csv", mapping(iso));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->trace.stamp(Stamp::Start, 1), ms(0));
  EXPECT_EQ(read->trace.stamp(Stamp::Start, 0), ms(1500));
  EXPECT_EQ(read->trace.epoch(), 1'587'750'813'500'000'000);

  const char* const seconds = R"({"schema": "coldframe.csv-mapping/1", "absolute": true,
      "columns": {"start": {"column": "t", "unit": "s"}, "duration": {"column": "d", "unit": "s"}}})";
  const auto numbers = readMappedCsv("t,d\n1587750815,1\n1587750813.5,1\n", "log.csv", mapping(seconds));
  ASSERT_TRUE(numbers);
  EXPECT_EQ(numbers->trace.epoch(), read->trace.epoch());
  EXPECT_EQ(numbers->trace.column(Stamp::Start), read->trace.column(Stamp::Start));
}

TEST(MappedCsv, ShowsForeignBytesInNamesSoThatTheyCanBeWritten) {
  const auto read = readMappedCsv("t,d,e\n0,1,a\xff\x01\n1,1,ünï\n", "log\xff.csv",
                                  mapping(R"({"schema": "coldframe.csv-mapping/1", "columns": {
      "start": {"column": "t", "unit": "s"}, "duration": {"column": "d", "unit": "s"},
      "environment": {"column": "e"}}})"));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->trace.names(Count::Environment), (std::vector<std::string>{"a\\xff\\x01", "ünï"}));
  EXPECT_EQ(read->trace.source(), "log\\xff.csv");
  const auto again = readTraceJson(writeTraceJson(read->trace), "again");
  ASSERT_TRUE(again) << again.error().text();
  EXPECT_EQ(*again, read->trace);
}

TEST(MappedCsv, ReadsQuotedFields) {
  const auto read = readMappedCsv("\xEF\xBB\xBF\"the, time\", d\n \"1,000.5\" ,\"2\"\n\n\"3\",\"\"\"4\"\n", "log.csv",
                                  mapping(R"({"schema": "coldframe.csv-mapping/1",
      "columns": {"start": {"column": "the, time", "unit": "s"}, "duration": {"column": "d", "unit": "s"}}})"));
  ASSERT_TRUE(read) << read.error().text();
  EXPECT_EQ(read->trace.stamp(Stamp::Start, 0), ms(1'000'500));
  EXPECT_EQ(read->linesLeftOut, 1u); // "4 is no number
  EXPECT_EQ(read->warnings.front().firstLine, 4u);
}

TEST(CsvMapping, SaysWhatIsWrongWithIt) {
  EXPECT_NE(wrongIn(R"("columns": {"strat": {"column": "t", "unit": "s"}})").find("/columns/strat"), std::string::npos);
  EXPECT_NE(wrongIn(R"("columns": {"start": {"column": "t"}})").find("needs a \"unit\""), std::string::npos);
  EXPECT_NE(wrongIn(R"("columns": {"start": {"column": "t", "unit": "MB"}})").find("not a unit"), std::string::npos);
  EXPECT_NE(wrongIn(R"("columns": {"items": {"column": "n", "unit": "s"}})").find("without a unit"), std::string::npos);
  EXPECT_NE(wrongIn(R"("columns": {"duration": {"column": "d", "unit": "s"}})").find("goes with one of"),
            std::string::npos);
  EXPECT_NE(wrongIn(R"("columns": {}, "separator": "::")").find("one character"), std::string::npos);
  EXPECT_NE(wrongIn(R"("columns": {}, "outcome": {"column": "s", "words": {"fine": ["1"]}})").find("no such outcome"),
            std::string::npos);
  EXPECT_NE(wrongIn(R"("columns": {"memory": {"column": "m", "unit": "MB"}}, "memory": "1 GB")").find("twice"),
            std::string::npos);
}

} // namespace
} // namespace coldframe

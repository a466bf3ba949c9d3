// A file with three broken lines of ten still gives the other seven, whoever wrote it, and says so.
#include "sim/trace/trace_file.h"
#include "tests/support/sample_logs.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace coldframe {
namespace {

constexpr int kRecords = 100;

bool isBroken(int n) {
  return n % 10 >= 7;
}

std::string cutShort(std::string line) {
  line.resize(line.size() * 9 / 20);
  return line + "\n";
}

class BrokenLines : public testing::TestWithParam<test::SampleLog> {};

TEST_P(BrokenLines, ThirtyPercentLeaveTheOtherSeventy) {
  const test::SampleLog& log = GetParam();
  std::string damaged = log.begin;
  std::string sound = log.begin;
  for (int n = 0; n < kRecords; ++n) {
    damaged += isBroken(n) ? cutShort(log.line(n)) : log.line(n);
    sound += isBroken(n) ? std::string() : log.line(n);
  }
  const auto rest = readTraceText(sound + log.end, "sound");
  ASSERT_TRUE(rest) << rest.error().text();
  EXPECT_EQ(rest->format, log.format);
  ASSERT_GE(rest->trace.rows(), 70u);
  EXPECT_LE(rest->linesLeftOut, 1u) << "the empty record that ends a list";

  const auto imported = readTraceText(damaged + log.end, "damaged");
  ASSERT_TRUE(imported) << imported.error().text();
  EXPECT_EQ(imported->format, log.format);
  EXPECT_EQ(imported->trace.rows(), rest->trace.rows());
  EXPECT_EQ(imported->linesLeftOut, rest->linesLeftOut + 30);
  std::size_t counted = 0;
  for (const ImportWarning& warning : imported->warnings)
    counted += warning.count;
  EXPECT_GE(counted, 30u);
  ASSERT_FALSE(imported->warnings.empty());
  // The eighth record is the first broken one; a reader may see it at the beginning of the ninth.
  const auto before = static_cast<std::size_t>(std::ranges::count(log.begin, '\n'));
  EXPECT_GE(imported->warnings.front().firstLine, before + 8);
  EXPECT_LE(imported->warnings.front().firstLine, before + 9);
}

INSTANTIATE_TEST_SUITE_P(EveryReader, BrokenLines, testing::ValuesIn(test::sampleLogs()),
                         [](const auto& log) { return std::string(log.param.name); });

} // namespace
} // namespace coldframe

#include "sim/base/in_quotes.h"

#include <gtest/gtest.h>

namespace coldframe {
namespace {

using namespace std::string_literals;

TEST(InQuotes, LeavesPlainTextAsItIs) {
  EXPECT_EQ(inQuotes("300 s"), "\"300 s\"");
  EXPECT_EQ(inQuotes(""), "\"\"");
  EXPECT_EQ(inQuotes("5 µs … 😀"), "\"5 µs … 😀\"");
}

TEST(InQuotes, ShowsControlCharactersInsteadOfSendingThemToATerminal) {
  EXPECT_EQ(inQuotes("a\nb\x1b[31m\x7f"), "\"a\\x0ab\\x1b[31m\\x7f\"");
  EXPECT_EQ(inQuotes("\0"s), "\"\\x00\"");
  EXPECT_EQ(inQuotes("\xc2\x9b"), "\"\\xc2\\x9b\"") << "C1 control characters move cursors too";
}

TEST(InQuotes, ShowsBytesThatAreNotUtf8) {
  EXPECT_EQ(inQuotes("\xff"), "\"\\xff\"");
  EXPECT_EQ(inQuotes("a\xc3"), "\"a\\xc3\"") << "a character cut short";
  EXPECT_EQ(inQuotes("\xc0\xaf"), "\"\\xc0\\xaf\"") << "an over-long form";
  EXPECT_EQ(inQuotes("\xe0\x80\xaf"), "\"\\xe0\\x80\\xaf\"");
  EXPECT_EQ(inQuotes("\xed\xa0\x80"), "\"\\xed\\xa0\\x80\"") << "half a surrogate pair";
  EXPECT_EQ(inQuotes("\xf4\x90\x80\x80"), "\"\\xf4\\x90\\x80\\x80\"") << "beyond U+10FFFF";
}

TEST(InQuotes, CutsLongTextBetweenCharacters) {
  EXPECT_EQ(inQuotes("abcdef", 3), "\"abc…\"");
  EXPECT_EQ(inQuotes("abc", 3), "\"abc\"");
  EXPECT_EQ(inQuotes("aµb", 2), "\"a…\"") << "not inside the two bytes of µ";
  EXPECT_EQ(inQuotes(std::string(1'000'000, 'x')).size(), 60U + 2U + 3U);
}

} // namespace
} // namespace coldframe

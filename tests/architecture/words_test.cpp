#include "tests/architecture/source_tree.h"

#include <gtest/gtest.h>

#include <regex>

namespace coldframe::test {
namespace {

// What is looked for is put together from pieces so that this file does not hold it.
template <class... Parts>
std::regex assembled(Parts... parts) {
  return std::regex((std::string() + ... + parts));
}

template <class Chosen, class Text>
std::string linesWith(const std::regex& pattern, Chosen chosen, Text text) {
  std::string found;
  for (const SourceFile& file : projectFiles())
    if (chosen(file))
      for (const Line& line : linesOf(text(file)))
        if (std::regex_search(line.text, pattern))
          found += at(file, line.number, line.text.substr(0, 160));
  return found;
}

std::string wholeText(const SourceFile& file) {
  return file.text;
}

bool anyFile(const SourceFile&) {
  return true;
}

TEST(Words, IdentifiersSayEnvironmentAndCallWhereTheVocabularyDoes) {
  // Only compounds that can mean nothing else: a "container" alone may be a container of C++, an "instance" one of EC2.
  static const std::regex synonyms(
      "((warm|cold|idle|busy|lambda|function|faas)_?([Cc]ontainer|[Ii]nstance|[Ss]andbox)|([Cc]ontainer|[Ss]andbox)_?("
      "Id|Pool)\\b|"
      "\\b[Ii]nvocation_?(Id|Count)\\b|\\bnumInvocations\\b|\\b[Cc]oldBoot|\\b[Ww]arm[Bb]oot)");
  const auto code = [](const SourceFile& file) { return withoutCommentsAndTexts(file.text); };
  const auto ours = [](const SourceFile& file) {
    return file.isCode() && (file.isBelow("sim") || file.isBelow("app") || file.isBelow("ui"));
  };
  EXPECT_EQ(linesWith(synonyms, ours, code), "");
}

TEST(Words, NothingIsLeftForLater) {
  const std::regex later = assembled("\\b(TO", "DO|FIX", "ME|X", "XX)\\b|\\b(not ", "implemented|hard", "-?coded)\\b");
  EXPECT_EQ(linesWith(
                later, [](const SourceFile& file) { return file.path != "LICENSE"; }, wholeText),
            "");
}

TEST(Words, NoFileNamesAPlaceOfOneMachine) {
  const std::regex place = assembled("(^|[\\s\"'`(=:,])/(ho", "me|ro", "ot|wo", "rk)/");
  EXPECT_EQ(linesWith(place, anyFile, wholeText), "");
}

TEST(Words, NoTestSleeps) {
  const std::regex sleeping = assembled("\\b(sleep", "_for|sleep", "_until|u", "sleep|nano", "sleep|sle", "ep)\\s*\\(");
  EXPECT_EQ(linesWith(
                sleeping, [](const SourceFile& file) { return file.isBelow("tests") && file.isCode(); }, wholeText),
            "");
}

TEST(Words, NoTestIsSwitchedOff) {
  const std::regex off = assembled("\\bDISA", "BLED_");
  EXPECT_EQ(linesWith(
                off, [](const SourceFile& file) { return file.isBelow("tests") && file.isCode(); }, wholeText),
            "");
}

} // namespace
} // namespace coldframe::test

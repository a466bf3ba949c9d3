#include "sim/trace/file_text.h"
#include "sim/trace/trace_file.h"
#include "sim/trace/utf16_text.h"
#include "sim/trace/zstd_text.h"
#include "tests/support/sample_logs.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

namespace coldframe {
namespace {

std::filesystem::path written(const std::string& name, std::string_view text) {
  const auto path = std::filesystem::path(testing::TempDir()) / name;
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

std::string manyLines(std::size_t bytes) {
  std::string text;
  for (int n = 0; text.size() < bytes; ++n)
    text += test::lambdaText(n);
  return text;
}

// The bytes of this process that are in memory.
std::size_t held() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;)
    if (std::size_t kilobytes = 0; word == "VmRSS:" && status >> kilobytes)
      return kilobytes * 1024;
  return 0;
}

std::string utf16(std::u16string_view text, bool little) {
  std::string bytes = little ? "\xFF\xFE" : "\xFE\xFF";
  for (const char16_t unit : text) {
    const char low = static_cast<char>(unit & 0xFF);
    const char high = static_cast<char>(unit >> 8);
    bytes += little ? low : high;
    bytes += little ? high : low;
  }
  return bytes;
}

TEST(FileText, IsWhatTheFileHolds) {
  for (const std::string& text : {std::string(), std::string("x"), manyLines(3'000'000)}) {
    const auto file = FileText::open(written("whole", text).string(), 10'000'000);
    ASSERT_TRUE(file) << file.error().text();
    EXPECT_EQ(file->text(), text);
  }
}

TEST(FileText, WhatHasBeenReadIsNotHeldAndCanBeReadAgain) {
  const std::string text = manyLines(64'000'000);
  auto file = FileText::open(written("large", text).string(), 100'000'000);
  ASSERT_TRUE(file);
  const std::size_t before = held();
  if (before == 0)
    GTEST_SKIP() << "the system does not tell how much memory there is";
  std::size_t most = 0;
  for (int pass = 0; pass < 2; ++pass)
    for (std::size_t at = 0; at < text.size(); at += std::size_t{1} << 20) {
      const std::size_t end = std::min(text.size(), at + (std::size_t{1} << 20));
      ASSERT_EQ(file->text().substr(at, end - at), std::string_view(text).substr(at, end - at));
      most = std::max(most, std::max(held(), before) - before);
      file->passed(end);
    }
  EXPECT_LT(most, 16'000'000u);
}

TEST(FileTextThreads, OfAPipeIsReadToItsEnd) {
  const std::string text = manyLines(9'000'000);
  const auto path = std::filesystem::path(testing::TempDir()) / "a pipe";
  std::filesystem::remove(path);
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  std::jthread writer([&] { std::ofstream(path, std::ios::binary) << text; });
  const auto file = FileText::open(path.string(), 10'000'000);
  ASSERT_TRUE(file) << file.error().text();
  EXPECT_EQ(file->text(), text);
}

TEST(FileText, FoldersMissingFilesAndThoseThatAreTooLargeSaySo) {
  EXPECT_NE(FileText::open("/nowhere", 10).error().text().find("cannot be read"), std::string::npos);
  EXPECT_NE(FileText::open(testing::TempDir(), 10).error().text().find("is a folder"), std::string::npos);
  const auto large = FileText::open(written("11 bytes", "12345678901").string(), 10);
  ASSERT_FALSE(large);
  EXPECT_NE(large.error().text().find("at most 10 bytes"), std::string::npos);
}

TEST(GatheredText, IsAllThatWasGivenWhereverItWent) {
  const std::string text = manyLines(20'000'000);
  for (const char* folder : {"", "/nowhere", "/dev"}) {
    ::setenv("TMPDIR", folder, 1);
    for (const std::size_t size : {std::size_t{0}, std::size_t{5}, text.size()}) {
      GatheredText gathered;
      for (std::size_t at = 0; at < size; at += 100'000)
        gathered.append(std::string_view(text).substr(at, std::min<std::size_t>(100'000, size - at)));
      EXPECT_EQ(gathered.size(), size);
      const auto whole = gathered.finish();
      ASSERT_TRUE(whole);
      EXPECT_TRUE(whole->text() == std::string_view(text).substr(0, size)) << folder << " " << size;
      EXPECT_EQ(gathered.size(), 0u);
    }
  }
  ::unsetenv("TMPDIR");
}

TEST(Utf16Text, IsTheSameText) {
  for (const bool little : {true, false}) {
    const auto text = textOfUtf16(utf16(u"a,\u00e9,\u20ac,\U0001F600\n", little));
    ASSERT_TRUE(text);
    EXPECT_EQ(text->text(), "a,\xC3\xA9,\xE2\x82\xAC,\xF0\x9F\x98\x80\n");
  }
  EXPECT_EQ(textOfUtf16(utf16(u"\xD800x\xDC00", true) + "y")->text(), "\xEF\xBF\xBDx\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(textOfUtf16("\xFF\xFE")->text(), "");
  EXPECT_FALSE(isUtf16("a,b\n"));
}

TEST(Utf16Text, OfALogIsReadLikeTheLog) {
  std::string text;
  for (int n = 0; n < 50; ++n)
    text += test::lambdaText(n);
  const std::u16string wide(text.begin(), text.end());
  const auto plain = readTraceText(text, "log");
  ASSERT_TRUE(plain);
  for (const std::string& bytes : {utf16(wide, true), utf16(wide, false), compressZstd(utf16(wide, true))}) {
    const auto imported = readTraceText(bytes, "log");
    ASSERT_TRUE(imported) << imported.error().text();
    EXPECT_EQ(imported->trace, plain->trace);
  }
}

} // namespace
} // namespace coldframe

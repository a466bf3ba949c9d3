#include "sim/trace/unpack.h"
#include "sim/trace/zstd_text.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <string>

namespace coldframe {
namespace {

std::string gzip(const std::string& text) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string in = text;
  std::string out(deflateBound(&stream, in.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string someText(std::size_t lines) {
  std::string text;
  std::uint32_t state = 1;
  for (std::size_t i = 0; i < lines; ++i) {
    state = state * 1664525U + 1013904223U;
    text += "line " + std::to_string(i) + " says " + std::to_string(state) + "\n";
  }
  return text;
}

constexpr std::size_t kPlenty = std::size_t{1} << 26;

TEST(Unpack, GivesBackWhatWasPacked) {
  for (const std::string& text : {std::string("x"), someText(10), someText(100'000)})
    for (const std::string& packed : {gzip(text), compressZstd(text)}) {
      ASSERT_TRUE(isPacked(packed));
      const auto out = unpack(packed, kPlenty);
      ASSERT_TRUE(out) << out.error().text();
      EXPECT_EQ(out->bytes.text(), text);
      EXPECT_EQ(out->broken, "");
    }
}

TEST(Unpack, MembersThatFollowEachOtherAreOneText) {
  const std::string a = someText(100);
  const std::string b = someText(50'000);
  for (const std::string& packed : {gzip(a) + gzip(b), compressZstd(a) + compressZstd(b)}) {
    const auto out = unpack(packed, kPlenty);
    ASSERT_TRUE(out) << out.error().text();
    EXPECT_EQ(out->bytes.text(), a + b);
  }
}

TEST(Unpack, ABombIsRefusedWithTheFigure) {
  const std::string zeros(std::size_t{1} << 22, '\0');
  for (const std::string& packed : {gzip(zeros), compressZstd(zeros)}) {
    ASSERT_LT(packed.size(), 100'000u);
    const auto out = unpack(packed, 1'000'000);
    ASSERT_FALSE(out);
    EXPECT_NE(out.error().text().find("more than the 1000000 bytes"), std::string::npos) << out.error().text();
    EXPECT_TRUE(unpack(packed, zeros.size()));
  }
}

TEST(Unpack, WhatIsCutOffGivesWhatCameBeforeAndSaysSo) {
  const std::string text = someText(60);
  for (const std::string& packed : {gzip(text), compressZstd(text)})
    for (std::size_t cut = 0; cut < packed.size(); ++cut) {
      const std::string head = packed.substr(0, cut);
      const auto out = unpack(head, kPlenty);
      if (!out)
        continue; // not a byte could be had
      EXPECT_TRUE(text.starts_with(out->bytes.text())) << cut;
      EXPECT_NE(out->broken, "") << cut;
    }
  const std::string packed = gzip(someText(100'000));
  const auto half = unpack(packed.substr(0, packed.size() / 2), kPlenty);
  ASSERT_TRUE(half);
  EXPECT_GT(half->bytes.text().size(), 500'000u);
  EXPECT_NE(half->broken.find("cut off after " + std::to_string(half->bytes.text().size())), std::string::npos);
}

TEST(Unpack, DamageInTheMiddleEndsTheTextThere) {
  std::string packed = gzip(someText(100'000));
  packed[packed.size() / 2] = static_cast<char>(packed[packed.size() / 2] ^ 0x55);
  const auto out = unpack(packed, kPlenty);
  ASSERT_TRUE(out) << out.error().text();
  EXPECT_NE(out->broken, "");
}

TEST(Unpack, RefusesWhatIsNotPacked) {
  EXPECT_FALSE(isPacked("REPORT RequestId"));
  EXPECT_FALSE(unpack("REPORT RequestId", kPlenty));
  EXPECT_FALSE(unpack("", kPlenty));
}

} // namespace
} // namespace coldframe

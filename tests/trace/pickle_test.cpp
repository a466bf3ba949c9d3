// Pickles of plain data, hand-assembled and as Python writes them, and everything that must be refused.
#include "sim/trace/pickle.h"
#include "tests/trace/imported.h"

#include <array>

namespace coldframe {
namespace {

using namespace test;
using namespace std::string_literals;

std::string jsonOf(const std::string& bytes) {
  const auto text = pickleToJson(bytes, "file");
  return text ? text->json : "refused: " + text.error().text();
}

// The same document by pickle.dumps(document, protocol) of Python 3.11.
const std::array<std::string, 6> kProtocols{
    // protocol 0
    std::string("(dp0\x0aVstart_time\x0ap1\x0a"
                "F1700000000.0\x0asVworker_stats\x0ap2\x0a(lp3\x0a(dp4\x0aVhost_su"
                "bmit_tstamp\x0ap5\x0a"
                "F1700000000.25\x0asVworker_start_tstamp\x0ap6\x0a"
                "F1700000001.0\x0as"
                "Vworker_func_start_tstamp\x0ap7\x0a"
                "F1700000001.5\x0asVworker_func_end_tstamp\x0ap8"
                "\x0a"
                "F1700000003.5\x0asVworker_end_tstamp\x0ap9\x0a"
                "F1700000004.0\x0asVworker_cold_star"
                "t\x0ap10\x0aI01\x0asVfunc_result_size\x0ap11\x0aI300\x0asVnote\x0ap12\x0aNsa(dp13\x0ag5\x0a"
                "F17000000"
                "01.25\x0asg6\x0a"
                "F1700000002.0\x0asg7\x0a"
                "F1700000002.5\x0asg8\x0a"
                "F1700000004.5\x0asg9\x0a"
                "F17000"
                "00005.0\x0asg10\x0aI00\x0asg11\x0aI-70\x0asg12\x0aVcaf\xe9 "
                "\"x\"\\u000a\x0ap14\x0asasVt\x0ap15\x0a(I1\x0aI2\x0aI"
                "3\x0aI4\x0atp16\x0asVbig\x0ap17\x0aL1208925819614629174706176L\x0asVneg\x0ap18\x0aI-7\x0asVlong\x0ap"
                "19\x0aL1099511627776L\x0as.",
                581),
    // protocol 1
    std::string("}q\x00(X\x0a\x00\x00\x00start_timeq\x01GA\xd9T\xfc@\x00\x00\x00X\x0c\x00\x00\x00worker_statsq\x02]"
                "q\x03(}q\x04(X\x12\x00\x00\x00host_sub"
                "mit_tstampq\x05GA\xd9T\xfc@\x10\x00\x00X\x13\x00\x00\x00worker_start_tstampq\x06GA\xd9T\xfc@@"
                "\x00\x00X\x18\x00\x00\x00worker_fu"
                "nc_start_tstampq\x07GA\xd9T\xfc@`\x00\x00X\x16\x00\x00\x00worker_func_end_tstampq\x08GA\xd9T\xfc@"
                "\xe0\x00\x00X\x11\x00\x00\x00w"
                "orker_end_tstampq\x09GA\xd9T\xfc"
                "A\x00\x00\x00X\x11\x00\x00\x00worker_cold_startq\x0aI01\x0aX\x10\x00\x00\x00"
                "func_resul"
                "t_sizeq\x0bM,\x01X\x04\x00\x00\x00noteq\x0cNu}q\x0d(h\x05GA\xd9T\xfc@P\x00\x00h\x06GA\xd9T\xfc@"
                "\x80\x00\x00h\x07GA\xd9T\xfc@\xa0\x00\x00h\x08GA\xd9T\xfc"
                "A "
                "\x00\x00h\x09GA\xd9T\xfc"
                "A@\x00\x00h\x0aI00\x0ah\x0bJ\xba\xff\xff\xffh\x0cX\x0a\x00\x00\x00"
                "caf\xc3\xa9 \"x\"\x0aq\x0eueX\x01\x00\x00\x00tq\x0f(K\x01K\x02K\x03K\x04tq\x10X\x03\x00"
                "\x00\x00"
                "bigq\x11L1208925819614629174706176L\x0aX\x03\x00\x00\x00negq\x12J\xf9\xff\xff\xffX\x04\x00\x00\x00long"
                "q\x13L10995116"
                "27776L\x0au.",
                499),
    // protocol 2
    std::string("\x80\x02}q\x00(X\x0a\x00\x00\x00start_timeq\x01GA\xd9T\xfc@\x00\x00\x00X\x0c\x00\x00\x00worker_"
                "statsq\x02]q\x03(}q\x04(X\x12\x00\x00\x00host_s"
                "ubmit_tstampq\x05GA\xd9T\xfc@\x10\x00\x00X\x13\x00\x00\x00worker_start_tstampq\x06GA\xd9T\xfc@@"
                "\x00\x00X\x18\x00\x00\x00worker_"
                "func_start_tstampq\x07GA\xd9T\xfc@`\x00\x00X\x16\x00\x00\x00worker_func_end_tstampq\x08GA\xd9T\xfc@"
                "\xe0\x00\x00X\x11\x00\x00"
                "\x00worker_end_tstampq\x09GA\xd9T\xfc"
                "A\x00\x00\x00X\x11\x00\x00\x00worker_cold_startq\x0a\x88X\x10\x00\x00\x00"
                "func_result"
                "_sizeq\x0bM,\x01X\x04\x00\x00\x00noteq\x0cNu}q\x0d(h\x05GA\xd9T\xfc@P\x00\x00h\x06GA\xd9T\xfc@"
                "\x80\x00\x00h\x07GA\xd9T\xfc@\xa0\x00\x00h\x08GA\xd9T\xfc"
                "A \x00"
                "\x00h\x09GA\xd9T\xfc"
                "A@\x00\x00h\x0a\x89h\x0bJ\xba\xff\xff\xffh\x0cX\x0a\x00\x00\x00"
                "caf\xc3\xa9 \"x\"\x0aq\x0eueX\x01\x00\x00\x00tq\x0f(K\x01K\x02K\x03K\x04tq\x10X\x03\x00\x00\x00"
                "bi"
                "gq\x11\x8a\x0b\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01X\x03\x00\x00\x00negq\x12J\xf9\xff\xff\xffX"
                "\x04\x00\x00\x00longq\x13\x8a\x06\x00\x00\x00\x00\x00\x01u.",
                472),
    // protocol 3
    std::string("\x80\x03}q\x00(X\x0a\x00\x00\x00start_timeq\x01GA\xd9T\xfc@\x00\x00\x00X\x0c\x00\x00\x00worker_"
                "statsq\x02]q\x03(}q\x04(X\x12\x00\x00\x00host_s"
                "ubmit_tstampq\x05GA\xd9T\xfc@\x10\x00\x00X\x13\x00\x00\x00worker_start_tstampq\x06GA\xd9T\xfc@@"
                "\x00\x00X\x18\x00\x00\x00worker_"
                "func_start_tstampq\x07GA\xd9T\xfc@`\x00\x00X\x16\x00\x00\x00worker_func_end_tstampq\x08GA\xd9T\xfc@"
                "\xe0\x00\x00X\x11\x00\x00"
                "\x00worker_end_tstampq\x09GA\xd9T\xfc"
                "A\x00\x00\x00X\x11\x00\x00\x00worker_cold_startq\x0a\x88X\x10\x00\x00\x00"
                "func_result"
                "_sizeq\x0bM,\x01X\x04\x00\x00\x00noteq\x0cNu}q\x0d(h\x05GA\xd9T\xfc@P\x00\x00h\x06GA\xd9T\xfc@"
                "\x80\x00\x00h\x07GA\xd9T\xfc@\xa0\x00\x00h\x08GA\xd9T\xfc"
                "A \x00"
                "\x00h\x09GA\xd9T\xfc"
                "A@\x00\x00h\x0a\x89h\x0bJ\xba\xff\xff\xffh\x0cX\x0a\x00\x00\x00"
                "caf\xc3\xa9 \"x\"\x0aq\x0eueX\x01\x00\x00\x00tq\x0f(K\x01K\x02K\x03K\x04tq\x10X\x03\x00\x00\x00"
                "bi"
                "gq\x11\x8a\x0b\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01X\x03\x00\x00\x00negq\x12J\xf9\xff\xff\xffX"
                "\x04\x00\x00\x00longq\x13\x8a\x06\x00\x00\x00\x00\x00\x01u.",
                472),
    // protocol 4
    std::string("\x80\x04\x95\x95\x01\x00\x00\x00\x00\x00\x00}\x94(\x8c\x0astart_time\x94GA\xd9T\xfc@"
                "\x00\x00\x00\x8c\x0cworker_stats\x94]\x94(}\x94(\x8c\x12host_submit"
                "_tstamp\x94GA\xd9T\xfc@\x10\x00\x00\x8c\x13worker_start_tstamp\x94GA\xd9T\xfc@@\x00\x00\x8c\x18worker_"
                "func_start_ts"
                "tamp\x94GA\xd9T\xfc@`\x00\x00\x8c\x16worker_func_end_tstamp\x94GA\xd9T\xfc@\xe0\x00\x00\x8c\x11worker_"
                "end_tstamp\x94GA"
                "\xd9T\xfc"
                "A\x00\x00\x00\x8c\x11worker_cold_start\x94\x88\x8c\x10"
                "func_result_size\x94M,\x01\x8c\x04note\x94Nu}\x94(h\x05GA\xd9T\xfc@"
                "P\x00\x00h\x06GA\xd9T\xfc@\x80\x00\x00h\x07GA\xd9T\xfc@\xa0\x00\x00h\x08GA\xd9T\xfc"
                "A \x00\x00h\x09GA\xd9T\xfc"
                "A@\x00\x00h\x0a\x89h\x0bJ\xba\xff\xff\xffh\x0c\x8c\x0a"
                "caf\xc3\xa9 \"x\""
                "\x0a\x94ue\x8c\x01t\x94(K\x01K\x02K\x03K\x04t\x94\x8c\x03"
                "big\x94\x8a\x0b\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01\x8c\x03neg\x94J\xf9\xff\xff\xff\x8c\x04lon"
                "g\x94\x8a\x06\x00\x00\x00\x00\x00\x01u.",
                416),
    // protocol 5
    std::string("\x80\x05\x95\x95\x01\x00\x00\x00\x00\x00\x00}\x94(\x8c\x0astart_time\x94GA\xd9T\xfc@"
                "\x00\x00\x00\x8c\x0cworker_stats\x94]\x94(}\x94(\x8c\x12host_submit"
                "_tstamp\x94GA\xd9T\xfc@\x10\x00\x00\x8c\x13worker_start_tstamp\x94GA\xd9T\xfc@@\x00\x00\x8c\x18worker_"
                "func_start_ts"
                "tamp\x94GA\xd9T\xfc@`\x00\x00\x8c\x16worker_func_end_tstamp\x94GA\xd9T\xfc@\xe0\x00\x00\x8c\x11worker_"
                "end_tstamp\x94GA"
                "\xd9T\xfc"
                "A\x00\x00\x00\x8c\x11worker_cold_start\x94\x88\x8c\x10"
                "func_result_size\x94M,\x01\x8c\x04note\x94Nu}\x94(h\x05GA\xd9T\xfc@"
                "P\x00\x00h\x06GA\xd9T\xfc@\x80\x00\x00h\x07GA\xd9T\xfc@\xa0\x00\x00h\x08GA\xd9T\xfc"
                "A \x00\x00h\x09GA\xd9T\xfc"
                "A@\x00\x00h\x0a\x89h\x0bJ\xba\xff\xff\xffh\x0c\x8c\x0a"
                "caf\xc3\xa9 \"x\""
                "\x0a\x94ue\x8c\x01t\x94(K\x01K\x02K\x03K\x04t\x94\x8c\x03"
                "big\x94\x8a\x0b\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01\x8c\x03neg\x94J\xf9\xff\xff\xff\x8c\x04lon"
                "g\x94\x8a\x06\x00\x00\x00\x00\x00\x01u.",
                416)};

TEST(Pickle, EveryProtocolGivesTheSameDocument) {
  for (std::size_t protocol = 0; protocol < kProtocols.size(); ++protocol) {
    const ImportedTrace imported = readOrFail(kProtocols[protocol]);
    EXPECT_EQ(imported.format, "Lithops stats (pickle)") << protocol;
    ASSERT_EQ(imported.trace.rows(), 2u) << protocol;
    EXPECT_TRUE(imported.trace == readOrFail(kProtocols[5]).trace) << protocol;
    EXPECT_EQ(stampOf(imported, Stamp::Submit, 0), 0);
    EXPECT_EQ(stampOf(imported, Stamp::Start, 0), 750'000'000);
    EXPECT_EQ(stampOf(imported, Stamp::End, 1), 4'750'000'000);
    EXPECT_EQ(imported.trace.cold(0), Cold::Yes);
    EXPECT_EQ(imported.trace.count(Count::BytesOut, 0), 300);
    EXPECT_FALSE(imported.trace.count(Count::BytesOut, 1)); // -70 is no size
  }
  const std::string json = jsonOf(kProtocols[4]);
  EXPECT_NE(json.find("\"t\":[1,2,3,4]"), std::string::npos) << json;
  EXPECT_NE(json.find("\"big\":null"), std::string::npos);
  EXPECT_NE(json.find("\"neg\":-7"), std::string::npos);
  EXPECT_NE(json.find("\"long\":1099511627776"), std::string::npos);
}

TEST(Pickle, EachOpcodeOfData) {
  EXPECT_EQ(jsonOf("\x80\x02N."s), "null");
  EXPECT_EQ(jsonOf("\x80\x02\x88."s), "true");
  EXPECT_EQ(jsonOf("\x80\x02J\xff\xff\xff\xff."s), "-1");
  EXPECT_EQ(jsonOf("\x80\x02\x8a\x00."s), "0");
  EXPECT_EQ(jsonOf("\x80\x02\x8a\x01\x80."s), "-128");
  EXPECT_EQ(jsonOf("\x80\x02\x8a\x08\xff\xff\xff\xff\xff\xff\xff\x7f."s), "9223372036854775807");
  EXPECT_EQ(jsonOf("\x80\x02G\x3f\xb9\x99\x99\x99\x99\x99\x9a."s), "0.1");
  EXPECT_EQ(jsonOf("\x80\x02G\x7f\xf8\x00\x00\x00\x00\x00\x00."s), "null"); // NaN
  EXPECT_EQ(jsonOf("S'a\\x41\\'\\n'\n."s), R"("a\u0041'\n")");
  EXPECT_EQ(jsonOf("\x80\x04"
                   "C\x02\x00\xff."s),
            R"("\u0000\u00ff")");
  EXPECT_EQ(jsonOf("\x80\x04\x8f\x94(K\x01K\x02\x90."s), "[1,2]");
  EXPECT_EQ(jsonOf("\x80\x04(K\x01\x91."s), "[1]");
  EXPECT_EQ(jsonOf("\x80\x02(K\x01K\x02t."s), "[1,2]");
  EXPECT_EQ(jsonOf("\x80\x02K\x01K\x02\x86."s), "[1,2]");
  EXPECT_EQ(jsonOf("\x80\x02K\x01"
                   "2\x86."s),
            "[1,1]");
  EXPECT_EQ(jsonOf("\x80\x02K\x01K\x02"
                   "0."s),
            "1");
  EXPECT_EQ(jsonOf("\x80\x02K\x01(K\x02K\x03"
                   "1."s),
            "1");
  EXPECT_EQ(jsonOf("\x80\x02}K\x05K\x06s."s), R"({"5":6})");
  EXPECT_EQ(jsonOf("\x80\x02]q\x07h\x07a."s).substr(0, 7), "refused"); // holds itself
}

TEST(Pickle, WhateverCouldRunIsRefusedWithItsPlace) {
  const auto refused = pickleToJson("\x80\x02"s + "cos\nsystem\n(S'true'\ntR.", "runs.pickle");
  ASSERT_FALSE(refused);
  const std::string words = refused.error().text();
  EXPECT_NE(words.find("runs.pickle"), std::string::npos);
  EXPECT_NE(words.find("at byte 2"), std::string::npos);
  EXPECT_NE(words.find("GLOBAL of \"os.system\""), std::string::npos) << words;
  const std::string numpy = "\x80\x04\x8c\x15numpy.core.multiarray\x8c\x06scalar\x93."s;
  EXPECT_NE(jsonOf(numpy).find("numpy.core.multiarray.scalar"), std::string::npos) << jsonOf(numpy);
  for (const char* opcode :
       {"R", "b", "i", "o", "c", "P", "Q", "\x81", "\x82", "\x83", "\x84", "\x92", "\x93", "\x97", "\x98"})
    EXPECT_NE(jsonOf("\x80\x04]]"s + opcode + "aaaaaaaa\nb\n.").find("more than plain data"), std::string::npos)
        << opcode;
  EXPECT_NE(jsonOf("\x80\x04]\xf0."s).find("no opcode"), std::string::npos);
}

TEST(Pickle, NonsenseIsRefused) {
  for (const std::string& bytes : {"\x80\x02."s, "\x80\x02h\x01."s, "\x80\x02\x85."s,
                                   "\x80\x02K\x01K\x02"
                                   "a."s,
                                   "\x80\x02(K\x01."s, "\x80\x02t."s, "\x80\x02}(K\x01u."s, "\x80\x02]K\x01s."s,
                                   "\x80\x02K\x01K\x02K\x03s."s, "\x80\x02]e."s,
                                   "\x80\x02"
                                   "0."s,
                                   "\x80\x02S'x\n."s, "\x80\x02gx\n."s})
    EXPECT_FALSE(pickleToJson(bytes)) << jsonOf(bytes);
}

TEST(Pickle, AShortPickleCannotBecomeALongText) {
  // Each list holds the one before ten times.
  std::string bytes = "\x80\x02]q\x00"s + "K\x01"s + "a";
  for (int level = 1; level < 12; ++level) {
    bytes += "]q"s + static_cast<char>(level) + "(";
    for (int i = 0; i < 10; ++i)
      bytes += "h"s + static_cast<char>(level - 1);
    bytes += "e";
  }
  const auto refused = pickleToJson(bytes + ".");
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().text().find("far longer"), std::string::npos) << refused.error().text();
  std::string deep = "\x80\x02";
  for (int i = 0; i < 100'000; ++i)
    deep += "]";
  for (int i = 1; i < 100'000; ++i)
    deep += "a";
  EXPECT_NE(jsonOf(deep + ".").find("nested deeper"), std::string::npos);
}

TEST(Pickle, CutOffAnywhereItGivesTheCallsThatWereComplete) {
  for (std::size_t protocol = 0; protocol < kProtocols.size(); ++protocol) {
    const std::string& whole = kProtocols[protocol];
    std::size_t most = 0;
    for (std::size_t size = 0; size < whole.size(); ++size) {
      const auto imported = readTraceText(whole.substr(0, size), "file");
      if (!imported) {
        EXPECT_FALSE(imported.error().problems.empty());
        continue;
      }
      most = std::max(most, imported->trace.rows());
      ASSERT_FALSE(imported->warnings.empty()) << protocol << " " << size;
    }
    EXPECT_EQ(most, 2u) << protocol;
  }
}

TEST(Pickle, AnyByteMayBeAnother) {
  std::string bytes = kProtocols[4];
  for (std::size_t at = 0; at < bytes.size(); ++at)
    for (const unsigned flip : {0x01U, 0x10U, 0x80U, 0xFFU}) {
      const char before = bytes[at];
      bytes[at] = static_cast<char>(static_cast<unsigned char>(before) ^ flip);
      const auto text = pickleToJson(bytes);
      EXPECT_TRUE(text || !text.error().problems.front().what.empty()) << at;
      bytes[at] = before;
    }
}

} // namespace
} // namespace coldframe

#include "sim/json/reader.h"
#include "sim/json/schema_writer.h"
#include "sim/json/write.h"
#include "sim/workload/distribution_codec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace coldframe {
namespace {

using testing::HasSubstr;

constexpr FieldOptions kTime{.of = ValueKind::Duration};
constexpr FieldOptions kFactor{.of = ValueKind::Number};

Result<Distribution> parsed(std::string_view text, const FieldOptions& options) {
  const auto document = JsonDocument::parse(text, "d.json");
  EXPECT_TRUE(document) << text;
  Reader reader;
  Distribution out;
  if (!reader.read(document->root(), out, options))
    return failure(reader.error());
  return out;
}

Distribution of(std::string_view text, const FieldOptions& options = kTime) {
  const auto result = parsed(text, options);
  EXPECT_TRUE(result) << text << (result ? "" : result.error().text());
  return result.value_or(Distribution());
}

TEST(DistributionCodec, ReadsEveryLaw) {
  EXPECT_EQ(of(R"("4.2 s")"), Distribution(Scalar{4.2e9}));
  EXPECT_EQ(of(R"({"scalar": "4.2 s"})"), Distribution(Scalar{4.2e9}));
  EXPECT_EQ(of("1.5", kFactor), Distribution(Scalar{1.5}));
  EXPECT_EQ(of(R"("180 MB")", {.of = ValueKind::Memory}), Distribution(Scalar{180.0 * 1048576}));
  EXPECT_EQ(of(R"("30 kB")", {.of = ValueKind::Bytes}), Distribution(Scalar{30000}));
  EXPECT_EQ(of(R"({"exponential": {"mean": "3 s"}})"), Distribution(Exponential{3e9}));
  EXPECT_EQ(of(R"({"normal": {"mean": "3 s", "sd": "1 s"}})"), Distribution(Normal{3e9, 1e9}));
  EXPECT_EQ(of(R"({"lognormal": {"median": "3 s", "sigma": 0.5}})"), Distribution(LogNormal{3e9, 0.5}));
  EXPECT_EQ(of(R"({"gamma": {"mean": "3 s", "shape": 2}})"), Distribution(Gamma{3e9, 2}));
  EXPECT_EQ(of(R"({"weibull": {"scale": "3 s", "shape": 2}})"), Distribution(Weibull{3e9, 2}));
  EXPECT_EQ(of(R"({"pareto": {"minimum": "3 s", "shape": 2}})"), Distribution(Pareto{3e9, 2}));
  EXPECT_EQ(of(R"({"uniform": {"low": "1 s", "high": "3 s"}})"), Distribution(Uniform{1e9, 3e9}));
  EXPECT_EQ(of(R"({"triangular": {"low": "1 s", "mode": "1 s", "high": "3 s"}})"),
            Distribution(Triangular{1e9, 1e9, 3e9}));
  EXPECT_EQ(of(R"({"empirical": {"values": ["1 s", "3 s"]}})"), Distribution(Empirical{{1e9, 3e9}}));
  const Distribution mixture =
      of(R"({"mixture": [{"weight": 3, "scalar": "1 s"}, {"weight": 1, "exponential": {"mean": "5 s"}}]})");
  EXPECT_DOUBLE_EQ(mixture.mean(), 2e9);
}

TEST(DistributionCodec, OtherParametersGiveTheMomentsTheySay) {
  EXPECT_NEAR(of(R"({"lognormal": {"median": "4.2 s", "p95": "6 s"}})").quantile(0.95), 6e9, 1e3);
  EXPECT_DOUBLE_EQ(of(R"({"lognormal": {"median": "4.2 s", "p95": "6 s"}})").quantile(0.5), 4.2e9);
  const Distribution lognormal = of(R"({"lognormal": {"mean": "34 s", "sd": "12 s"}})");
  EXPECT_NEAR(lognormal.mean(), 34e9, 34);
  const auto& law = std::get<LogNormal>(lognormal.kind());
  EXPECT_NEAR(lognormal.mean() * std::sqrt(std::exp(law.sigma * law.sigma) - 1), 12e9, 100);
  const auto gamma = std::get<Gamma>(of(R"({"gamma": {"mean": "6 s", "sd": "2 s"}})").kind());
  EXPECT_DOUBLE_EQ(gamma.shape, 9);
  EXPECT_EQ(of(R"({"lognormal": {"median": "4 s", "p95": "4 s"}})"), Distribution(LogNormal{4e9, 0}));
  EXPECT_EQ(of(R"({"lognormal": {"mean": "4 s", "sd": "0 s"}})"), Distribution(LogNormal{4e9, 0}));
}

TEST(DistributionCodec, WhatIsWrittenReadsBackTheSame) {
  for (const std::string text :
       {R"("4.2 s")", R"("1 ns")", R"({"exponential": {"mean": "333333333 ns"}})",
        R"({"lognormal": {"median": "4.2 s", "p95": "6 s"}})", R"({"lognormal": {"mean": "34 s", "sd": "12 s"}})",
        R"({"gamma": {"mean": "6 s", "sd": "1.7 s"}})", R"({"normal": {"mean": "3 s", "sd": "1 s"}})",
        R"({"weibull": {"scale": "3 s", "shape": 0.7}})", R"({"pareto": {"minimum": "3 s", "shape": 1.16}})",
        R"({"uniform": {"low": "0 s", "high": "1 week"}})", R"({"empirical": {"values": ["1 s", "1.23456789 s"]}})",
        R"({"triangular": {"low": "1 s", "mode": "2 s", "high": "3 s"}})",
        R"({"mixture": [{"weight": 1, "scalar": "1 s"}, {"weight": 1, "uniform": {"low": "1 s", "high": "2 s"}}]})"}) {
    const Distribution once = of(text);
    const std::string written = writeJson(toJson(once, kTime));
    EXPECT_EQ(of(written), once) << text << " as " << written;
  }
  const Distribution factor = of(R"({"lognormal": {"median": 1.07, "sigma": 0.016}})", kFactor);
  EXPECT_EQ(of(writeJson(toJson(factor, kFactor)), kFactor), factor);
}

TEST(DistributionCodec, RefusesWhatMakesNoSenseAtItsPlace) {
  for (const std::string text : {"4.2",
                                 "null",
                                 "[]",
                                 "{}",
                                 R"("4.2")",
                                 R"({"exponential": "3 s"})",
                                 R"({"exponential": {}})",
                                 R"({"exponential": {"mean": 3}})",
                                 R"({"exponential": {"mean": "3 s"}, "normal": {}})",
                                 R"({"expnential": {"mean": "3 s"}})",
                                 R"({"normal": {"mean": "3 s"}})",
                                 R"({"lognormal": {"median": "4 s", "p95": "3 s"}})",
                                 R"({"lognormal": {"median": "0 s", "p95": "3 s"}})",
                                 R"({"lognormal": {"median": "4 s", "sigma": -1}})",
                                 R"({"lognormal": {"median": "4 s", "sigma": 100}})",
                                 R"({"lognormal": {"median": "4 s", "sigma": 1, "p95": "5 s"}})",
                                 R"({"gamma": {"mean": "4 s", "shape": 0}})",
                                 R"({"gamma": {"mean": "1 s", "sd": "100 s"}})",
                                 R"({"uniform": {"low": "3 s", "high": "1 s"}})",
                                 R"({"triangular": {"low": "1 s", "mode": "5 s", "high": "3 s"}})",
                                 R"({"empirical": {"values": []}})",
                                 R"({"empirical": {"values": "1 s"}})",
                                 R"({"mixture": []})",
                                 R"({"mixture": [{"scalar": "1 s"}]})",
                                 R"({"mixture": [{"weight": 0, "scalar": "1 s"}]})",
                                 R"({"mixture": [{"weight": 1}]})"}) {
    const auto result = parsed(text, kTime);
    ASSERT_FALSE(result) << text;
    for (const Problem& p : result.error().problems) {
      EXPECT_EQ(p.line, 1) << text;
      EXPECT_FALSE(p.what.empty()) << text;
      EXPECT_FALSE(p.expectation.empty()) << text << ": " << p.what;
    }
  }
  EXPECT_THAT(parsed(R"({"expnential": {"mean": "3 s"}})", kTime).error().text(), HasSubstr("\"exponential\""));
}

TEST(DistributionCodec, ARangeHoldsForAPlainValue) {
  FieldOptions options = kTime;
  options.min = 1e9;
  options.max = 5e9;
  EXPECT_FALSE(parsed(R"("6 s")", options));
  EXPECT_FALSE(parsed(R"({"scalar": "6 s"})", options));
  EXPECT_TRUE(parsed(R"("5 s")", options));
}

} // namespace
} // namespace coldframe

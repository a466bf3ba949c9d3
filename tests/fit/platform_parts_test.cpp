// What a run tells of cold calls, of the making of environments, of bytes moved, and of how runs differ.
#include "sim/fit/duration_parts.h"
#include "sim/fit/run_fit.h"
#include "sim/fit/run_spread.h"
#include "sim/fit/scaling_ramp.h"
#include "sim/fit/transfer_rate.h"
#include "sim/random/distribution.h"
#include "sim/trace/trace_builder.h"
#include "tests/fit/job_trace.h"

#include <gtest/gtest.h>

namespace coldframe::test {
namespace {

// `cold` calls of a median of `coldSeconds` before `warm` ones of `warmSeconds`.
Trace coldAndWarm(int cold, double coldSeconds, int warm, double warmSeconds, std::uint64_t seed = 1) {
  Generator source(Seed{seed, 0}, Cause::Item);
  JobTrace trace;
  for (int i = 0; i < cold + warm; ++i) {
    const Distribution law = LogNormal{i < cold ? coldSeconds : warmSeconds, 0.1};
    trace.call(
        {{Stamp::Submit, 0.01 * i}, {Stamp::Start, 1 + 0.01 * i}, {Stamp::End, 1 + 0.01 * i + law.sampleReal(source)}},
        i < cold ? Cold::Yes : Cold::No);
  }
  return trace.build();
}

std::vector<FitPart> durationsOf(const Trace& trace) {
  const Trace* const one[] = {&trace};
  return fitDurations(one);
}

TEST(DurationParts, ColdCallsThatRunOtherwiseAreToldApart) {
  const auto parts = durationsOf(coldAndWarm(60, 5.4, 40, 6.4));
  ASSERT_TRUE(parts[0].identified() && parts[1].identified()) << parts[1].why;
  EXPECT_EQ(parts[0].n, 40u);
  EXPECT_EQ(parts[1].n, 60u);
  const FittedFigure* ratio = figureOf(&parts[1], kColdRatio);
  ASSERT_NE(ratio, nullptr);
  EXPECT_NEAR(ratio->value, 5.4 / 6.4, 3 * ratio->standardError);
}

TEST(DurationParts, ThoseThatDoNotAndThoseThatAreFewAreNot) {
  EXPECT_NE(durationsOf(coldAndWarm(60, 6, 40, 6))[1].why.find("as long as warm ones"), std::string::npos);
  EXPECT_EQ(durationsOf(coldAndWarm(60, 6, 40, 6))[0].n, 100u);
  EXPECT_NE(durationsOf(coldAndWarm(4, 3, 96, 6))[1].why.find("fewer than 8 calls are known to be cold"),
            std::string::npos);
  JobTrace failed;
  for (int i = 0; i < 5; ++i) {
    TraceRow row;
    failed.call({{Stamp::Submit, 1}});
  }
  EXPECT_NE(durationsOf(failed.build())[0].why.find("no call says when it began"), std::string::npos);
}

TEST(Ramp, ABurstAndARateAreFoundInTheWaits) {
  Generator source(Seed{5, 0}, Cause::Allocation);
  JobTrace trace;
  for (int k = 0; k < 300; ++k) {
    const double ready = 0.2 + std::max(0, k - 100) / 20.0 + 0.02 * source.uniform();
    trace.call({{Stamp::Submit, 0.002 * k}, {Stamp::Start, std::max(0.002 * k + 0.2, ready)}}, Cold::Yes);
  }
  const Trace run = trace.build();
  const Trace* const one[] = {&run};
  const FitPart part = fitRamp(one);
  ASSERT_TRUE(part.identified()) << part.why;
  EXPECT_NEAR(figureOf(&part, kRampBurst)->value, 100, 5);
  EXPECT_NEAR(figureOf(&part, kRampRate)->value, 20, 0.5);
}

TEST(Ramp, AClientThatIsTheSlowerOneTellsNoLimit) {
  const Trace run = coldAndWarm(200, 5, 0, 5);
  const Trace* const one[] = {&run};
  EXPECT_NE(fitRamp(one).why.find("no limit was met"), std::string::npos);
  const Trace few = coldAndWarm(3, 5, 97, 5);
  const Trace* const other[] = {&few};
  EXPECT_EQ(fitRamp(other).why, "3 cold calls only; 20 would be needed");
}

TEST(TransferRate, BytesOverTimeAndWhetherMoreWorkersGetLess) {
  const Trace small = coldAndWarm(0, 5, 50, 5, 1), large = coldAndWarm(0, 5, 500, 6, 2);
  const Trace* const both[] = {&small, &large};
  const FitPart part = fitTransferRate(both, Bytes::mb(500));
  ASSERT_TRUE(part.identified());
  EXPECT_NEAR(figureOf(&part, "of one worker, most workers ÷ fewest")->value, 5.0 / 6, 0.03);
  const Trace* const one[] = {&small};
  const FitPart alone = fitTransferRate(one, Bytes::mb(500));
  EXPECT_NEAR(figureOf(&alone, kWorkerRate)->value, 100, 3 * figureOf(&alone, kWorkerRate)->standardError);
  EXPECT_NEAR(figureOf(&alone, "all together, at most")->value, 5000, 200); // 50 at once
  EXPECT_NE(fitTransferRate(one, Bytes()).why.find("moved a megabyte"), std::string::npos);
}

TEST(RunSpread, RunsThatDifferDoSoByWhatChanceWithinThemDoesNotExplain) {
  std::vector<Trace> runs;
  for (std::uint64_t seed = 0; seed < 12; ++seed)
    runs.push_back(coldAndWarm(0, 5, 200, 5 * (seed % 2 == 0 ? 0.95 : 1.05), seed));
  std::vector<const Trace*> traces;
  for (const Trace& run : runs)
    traces.push_back(&run);
  const FitPart part = fitRunSpread(traces);
  ASSERT_TRUE(part.identified());
  EXPECT_NEAR(runSpreadOf(&part).duration, 0.052, 0.01); // sd of ±5 %
  const FitPart none = fitRunSpread(std::span(traces).first(1));
  EXPECT_FALSE(none.identified());
  EXPECT_EQ(runSpreadOf(&none).duration, RunSpread{}.duration);
}

TEST(RunFit, RunsOfOtherCodeTellOfThePlatformAlone) {
  const Trace five = coldAndWarm(0, 5, 100, 5), thirty = coldAndWarm(0, 5, 100, 30);
  const Trace* const both[] = {&five, &thirty};
  const RunFit fit = fitRuns(both);
  EXPECT_EQ(fit.find("duration")->n, 100u);
  EXPECT_EQ(fit.find("start_warm")->n, 200u);
  EXPECT_NE(fit.find("duration")->notes.back().find("1 of 2 runs are of other code"), std::string::npos);
}

TEST(RunFit, SaysHowManyCallsFailedAndAreLeftOut) {
  TraceBuilder builder;
  for (int i = 0; i < 40; ++i) {
    TraceRow row;
    row.set(Stamp::Start, SimTime::at(Duration::seconds(i)));
    row.set(Stamp::End, SimTime::at(Duration::seconds(i) + Duration::milliseconds(100 + 7 * i)));
    row.outcome = i % 10 == 0 ? CallOutcome::Timeout : CallOutcome::Ok;
    builder.append(row);
  }
  const Trace run = builder.build();
  const Trace* const one[] = {&run};
  const RunFit fit = fitRuns(one);
  const FitPart& duration = *fit.find("duration");
  EXPECT_EQ(duration.n, 36u);
  EXPECT_EQ(duration.notes.back().find("4 of 40 calls failed: their times are left out"), 0u) << duration.notes.back();
}

} // namespace
} // namespace coldframe::test

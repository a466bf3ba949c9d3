#include "sim/fit/client_pace.h"
#include "sim/random/ziggurat.h"
#include "tests/fit/job_trace.h"

#include <gtest/gtest.h>

namespace coldframe::test {
namespace {

// A job of `calls`, of which the first `connections` come after gaps of mean `first` and the others of mean `later`.
Trace jobAt(int calls, int connections, double first, double later, std::uint64_t seed) {
  Generator source(Seed{seed, 0}, Cause::Client);
  JobTrace trace;
  double submit = 0;
  for (int i = 0; i < calls; ++i) {
    trace.call({{Stamp::Submit, submit}, {Stamp::Start, submit + 0.2}, {Stamp::End, submit + 30}});
    submit += sampleExponential(source) * (i + 1 < connections ? first : later);
  }
  return trace.build();
}

bool connects(const FitPart& part) {
  return figureOf(&part, kConnectWork) != nullptr;
}

FitPart paceOf(const Trace& trace) {
  const Trace* const one[] = {&trace};
  return fitInvocation(one);
}

TEST(ClientPace, TheFirstCallOfEachThreadIsToldFromTheLaterOnes) {
  const FitPart part = paceOf(jobAt(400, 64, 0.004, 0.001, 1));
  ASSERT_TRUE(connects(part));
  EXPECT_NEAR(figureOf(&part, kConnections)->value, 64, 10);
  EXPECT_NEAR(figureOf(&part, kCallWork)->value, 0.001, 3 * figureOf(&part, kCallWork)->standardError);
  EXPECT_NEAR(figureOf(&part, kConnectWork)->value, 0.003, 3 * figureOf(&part, kConnectWork)->standardError);
  EXPECT_NEAR(figureOf(&part, "rate")->value, 1000, 3 * figureOf(&part, "rate")->standardError);
}

TEST(ClientPace, OnePaceIsNotCutInTwo) {
  int cut = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed)
    cut += connects(paceOf(jobAt(200, 0, 0.001, 0.001, seed))) ? 1 : 0;
  EXPECT_LE(cut, 16); // a change is looked for at every call, and AIC is generous
}

TEST(ClientPace, AStreamHasNoThreadsToConnect) {
  JobTrace trace;
  for (int i = 0; i < 40; ++i)
    trace.call({{Stamp::Submit, 10.0 * i * i}, {Stamp::End, 10.0 * i * i + 1}});
  const FitPart part = paceOf(trace.build());
  EXPECT_EQ(part.method, "arrivals of a stream");
  EXPECT_EQ(figureOf(&part, kCallWork), nullptr);
}

TEST(ClientPace, FewCallsAndEqualStampsSayWhy) {
  EXPECT_EQ(paceOf(jobAt(1, 0, 1, 1, 1)).why, "fewer than 20 calls");
  JobTrace same;
  for (int i = 0; i < 30; ++i)
    same.call({{Stamp::Submit, 5}});
  EXPECT_EQ(paceOf(same.build()).why, "all calls carry the same submit time");
  JobTrace none;
  none.call({{Stamp::Start, 1}});
  EXPECT_EQ(paceOf(none.build()).why, "the run does not say when calls were submitted");
}

} // namespace
} // namespace coldframe::test

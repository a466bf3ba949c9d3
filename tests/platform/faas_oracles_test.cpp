// The function platform against closed forms (docs/validation.md, "Closed forms"). Everything here is exact theory; no
// figure was fitted.
#include "tests/platform/faas_case.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace coldframe;
using namespace coldframe::test;

namespace {

double erlangB(double a, int c) {
  double b = 1;
  for (int i = 1; i <= c; ++i)
    b = a * b / (i + a * b);
  return b;
}

} // namespace

// Little's law holds for any policy and any law of service.
TEST(FaasOracles, LittlesLawForEveryServiceLawAndKeepAlive) {
  for (const Distribution& law : {exponentialSeconds(2), seconds(2), Distribution(LogNormal{1.5e9, 0.8})})
    for (const double keep : {0.0, 5.0, 600.0}) {
      FaasCase test;
      test.poisson(20).service(law).keepFor(keep).window(20'000).warmUp(200);
      EXPECT_ORACLE(test.over(10, meanRunning), 20 * law.mean() / 1e9);
    }
}

// Without a cap and with equal warm and cold service the number running is Poisson with mean λS, whatever the
// keep-alive; from empty its mean is a(1 − e^(−t/S)) for exponential service.
TEST(FaasOracles, RunningCallsFillUpAsAnInfiniteServerQueue) {
  FaasCase test;
  test.poisson(200).service(exponentialSeconds(10)).window(10);
  // The integral of a(1 − e^(−t/S)) from 0 to S, over S: a / e.
  EXPECT_ORACLE(test.over(400, meanRunning), 2000 / std::exp(1.0));
}

// Erlang's loss formula, insensitive to the service law and to the keep-alive.
TEST(FaasOracles, RejectionsFollowErlangBWhateverTheServiceLaw) {
  for (const int cap : {5, 10, 15, 20, 25})
    for (const Distribution& law : {exponentialSeconds(2), seconds(2)}) {
      FaasCase test;
      test.poisson(10).service(law).keepFor(600).cap(cap).window(30'000).warmUp(500);
      SCOPED_TRACE(cap);
      EXPECT_ORACLE(test.over(20, [](const RunOutput& run) { return rejectedShare(run); }), erlangB(20, cap));
    }
}

// One environment, any keep-alive: q = e^(−λT), S = (1−q)S_w + q S_c, r = λS; rejected = running = r/(1+r), cold =
// q/(1+r).
TEST(FaasOracles, OneEnvironmentIsSolvedExactly) {
  for (const bool exponential : {true, false}) {
    FaasCase test;
    test.poisson(0.5).keepFor(5).cap(1).window(400'000);
    test.service(exponential ? exponentialSeconds(1) : seconds(1));
    test.model.firstRunExtra = Duration::seconds(2); // cold calls take 3 s on average
    const double q = std::exp(-2.5);
    const double r = 0.5 * ((1 - q) * 1 + q * 3);
    EXPECT_ORACLE(test.over(20, coldShare), q / (1 + r));
    EXPECT_ORACLE(test.over(20, rejectedShare), r / (1 + r));
    EXPECT_ORACLE(test.over(20, meanRunning), r / (1 + r));
    EXPECT_ORACLE(test.over(20, meanIdle), (1 - q) / (1 + r));
  }
}

// Service that takes no time: a call is cold exactly when its gap is longer than the keep-alive.
TEST(FaasOracles, InstantCallsAreColdByTheirGap) {
  FaasCase test;
  test.poisson(0.001).service(Scalar{1}).keepFor(600).window(2e8);
  EXPECT_ORACLE(test.over(10, coldShare), std::exp(-0.6));
  EXPECT_ORACLE(test.over(10, meanIdle), 1 - std::exp(-0.6));
}

// Exponential idle life: a Markov chain on (cold running, warm running, idle), solved exactly (4,000 states) apart from
// this code; the figures are those of the reference solution.
TEST(FaasOracles, ExponentialIdleLifeIsAMarkovChain) {
  FaasCase test;
  test.poisson(0.9).service(exponentialSeconds(1.991)).window(1e6);
  test.model.keepAlive = RandomLifeKeepAlive{exponentialSeconds(10)};
  // Cold service is exponential too, with mean 2.244 s: the scale of the same draw.
  test.model.firstRunFactor = 2.244 / 1.991;
  EXPECT_ORACLE(test.over(20, coldShare), 0.19137743);
  EXPECT_ORACLE(test.over(20, meanRunning), 1.835476);
  EXPECT_ORACLE(test.over(20, meanIdle), 1.722396);
  test.model.keepAlive = RandomLifeKeepAlive{exponentialSeconds(600)};
  test.warmUp(20'000).window(1.02e6);
  EXPECT_ORACLE(test.over(20, meanRunning), 1.793855);
  EXPECT_ORACLE(test.over(20, meanIdle), 4.635454);
}

TEST(FaasOracles, MarkovChainWithACap) {
  FaasCase test;
  test.poisson(0.9).service(exponentialSeconds(2)).cap(3).window(1e6);
  test.model.keepAlive = RandomLifeKeepAlive{exponentialSeconds(60)};
  test.model.firstRunFactor = 2;
  EXPECT_ORACLE(test.over(20, coldShare), 0.02574380);
  EXPECT_ORACLE(test.over(20, rejectedShare), 0.18961884);
  EXPECT_ORACLE(test.over(20, meanRunning), 1.505025);
  EXPECT_ORACLE(test.over(20, meanIdle), 1.390165);
}

TEST(FaasOracles, WithoutKeepAliveEveryCallIsCold) {
  FaasCase test;
  test.poisson(10).service(seconds(2)).window(5000);
  test.model.keepAlive = NoKeepAlive{};
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.counts.cold, run.metrics.counts.started);
  EXPECT_EQ(run.metrics.idleNs, 0);
}

// Kept for ever under a cap: an environment is made only for a new highest concurrency.
TEST(FaasOracles, KeptForEverColdStartsAreTheHighestConcurrency) {
  FaasCase test;
  test.poisson(10).service(exponentialSeconds(2)).keepFor(1e9).cap(40).window(5000);
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.counts.cold, run.metrics.maxRunning);
}

// A burst credit B, then r new environments a second: call k of n that come at once starts at max(0, (k − B) / r).
TEST(FaasOracles, TheRampLetsThroughABurstAndThenItsRate) {
  FaasCase test;
  std::vector<double> together(500, 1.0);
  test.at(together).service(seconds(1000)).window(5000);
  test.model.scaling = {100, Rate::perSecond(10)};
  test.model.invocation = Invocation::Async;
  test.model.async.backoffFirst = Duration::milliseconds(1);
  test.model.async.backoffMost = Duration::milliseconds(1); // looks again at once: the ramp alone decides
  const RunOutput run = test.run();
  EXPECT_EQ(run.metrics.counts.completed, 500U);
  EXPECT_EQ(run.metrics.counts.environmentsStarted, 500U);
  EXPECT_NEAR(static_cast<double>(run.metrics.response.max()) / 1e9, 1000 + 40, 0.002);
  EXPECT_NEAR(run.metrics.waitingNs / 1e9, 400 * 401 / 2 / 10.0, 400 * 0.002);
}

// n calls at once, no limit: n cold starts from empty, the last ends after cold + max S; exponential service: S · H_n.
TEST(FaasOracles, AFanOutLastsAsLongAsItsLongestCall) {
  FaasCase test;
  const int n = 200;
  test.at(std::vector<double>(n, 0.0)).service(exponentialSeconds(3)).window(1e6);
  test.model.allocation = Scalar{2e9};
  double harmonic = 0;
  for (int k = 1; k <= n; ++k)
    harmonic += 1.0 / k;
  const RunningMoments longest = test.over(5000, [](const RunOutput& run) -> double {
    EXPECT_EQ(run.metrics.counts.cold, static_cast<std::uint64_t>(200));
    return static_cast<double>(run.metrics.response.max()) / 1e9;
  });
  EXPECT_ORACLE(longest, 2 + 3 * harmonic);
}

// The mean of a rounded-up exponential time is q / (1 − e^(−q/m)).
TEST(FaasOracles, BilledTimeIsRoundedUpCallByCall) {
  FaasCase test;
  test.poisson(100).service(exponentialSeconds(0.05)).window(5000);
  const auto billed = [&](std::size_t clock) {
    return test.over(10, [clock](const RunOutput& run) {
      const FunctionUsage& f = run.usage.functions.at(0);
      return static_cast<double>(f.billedMs[clock]) / static_cast<double>(f.requests) / 1000;
    });
  };
  EXPECT_ORACLE(billed(0), 0.050502); // 1 ms
  EXPECT_ORACLE(billed(2), 0.115652); // 100 ms
}

// The engine has a short way for streams that nothing disturbs. Asking for a trace takes the general way: every figure
// is the same.
TEST(FaasOracles, TheShortWayAndTheGeneralWayAgreeInEveryFigure) {
  for (const KeepAlive& policy :
       {KeepAlive(FixedKeepAlive{Duration::seconds(3)}), KeepAlive(StepDecayKeepAlive{}), KeepAlive(NoKeepAlive{})})
    for (const ReuseOrder order : {ReuseOrder::Newest, ReuseOrder::Oldest, ReuseOrder::MostRecentlyUsed,
                                   ReuseOrder::LeastRecentlyUsed, ReuseOrder::Random}) {
      FaasCase test;
      test.poisson(20).service(exponentialSeconds(2)).window(2000).warmUp(100);
      test.stream.request.output = Bytes::of(100);
      test.model.keepAlive = policy;
      test.model.reuse = order;
      test.model.maxAge = Duration::minutes(10);
      test.model.init = LogNormal{0.3e9, 0.2};
      TraceBuilder trace;
      const RunOutput general = test.run(1, &trace);
      const RunOutput plain = test.run(1);
      EXPECT_EQ(plain.metrics.response, general.metrics.response);
      EXPECT_EQ(plain.metrics.service, general.metrics.service);
      EXPECT_EQ(plain.metrics.runningNs, general.metrics.runningNs);
      EXPECT_EQ(plain.metrics.idleNs, general.metrics.idleNs);
      EXPECT_EQ(plain.metrics.workNs, general.metrics.workNs);
      EXPECT_EQ(plain.metrics.maxRunning, general.metrics.maxRunning);
      const auto figures = [](const RunOutput& run) {
        const Counts& c = run.metrics.counts;
        return std::vector<std::uint64_t>{c.arrivals,  c.attempts, c.started, c.cold,
                                          c.completed, c.running,  c.waiting, c.environmentsStarted};
      };
      EXPECT_EQ(figures(plain), figures(general));
      EXPECT_EQ(plain.usage.bytesToInternet, general.usage.bytesToInternet);
      EXPECT_EQ(plain.usage.functions.at(0).billedMs, general.usage.functions.at(0).billedMs);
      EXPECT_EQ(plain.usage.functions.at(0).requests, general.usage.functions.at(0).requests);
      EXPECT_EQ(plain.usage.functions.at(0).initNs, general.usage.functions.at(0).initNs);
    }
}

#include "sim/workload/arrivals.h"

#include "sim/workload/schedule.h"

#include <algorithm>
#include <cassert>
#include <functional>
#include <numeric>
#include <optional>
#include <queue>

namespace coldframe {

namespace {

constexpr double kNsPerSecond = 1e9;
constexpr std::int64_t kNsPerHour = 60 * kNsPerMinute;

// Mean gap of a rate, ns; 0 where nothing ever comes.
double gapNs(Rate rate) {
  return rate.inPerSecond() > 0 ? kNsPerSecond / rate.inPerSecond() : 0;
}

double meanOf(const ConstantArrivals& spec) {
  return spec.rate.inPerSecond();
}
double meanOf(const PoissonArrivals& spec) {
  return spec.rate.inPerSecond();
}
double meanOf(const OnOffArrivals& spec) {
  const double on = spec.on.mean();
  const double off = spec.off.mean();
  if (!(on + off > 0))
    return spec.rate.inPerSecond();
  return (spec.rate.inPerSecond() * on + spec.offRate.inPerSecond() * off) / (on + off);
}
double meanOf(const DiurnalArrivals& spec) {
  return spec.rate.inPerSecond();
}
double meanOf(const PerMinuteCounts& spec) {
  if (spec.counts.empty())
    return 0;
  const std::int64_t all = std::accumulate(spec.counts.begin(), spec.counts.end(), std::int64_t{0});
  return static_cast<double>(all) / (60 * static_cast<double>(spec.counts.size()));
}
double meanOf(const Timestamps& spec) {
  if (!spec.ns || spec.ns->empty())
    return 0;
  const double lengthNs = static_cast<double>(std::max<std::int64_t>(spec.ns->back(), 1'000'000'000));
  return static_cast<double>(spec.ns->size()) * kNsPerSecond / lengthNs;
}
double meanOf(const Schedule& spec) {
  const auto times = FiringTimes::parse(spec.expression);
  return times ? times->meanPerSecond() : 0;
}

double meanOf(const InteractiveArrivals& spec) {
  return static_cast<double>(spec.users) * kNsPerSecond / spec.think.mean();
}

} // namespace

double meanRate(const ArrivalSpec& spec) {
  return std::visit([](const auto& kind) { return meanOf(kind); }, spec);
}

double expectedArrivals(const ArrivalSpec& spec, Duration window) {
  if (const auto* listed = std::get_if<Timestamps>(&spec)) {
    if (!listed->ns)
      return 0;
    return static_cast<double>(std::lower_bound(listed->ns->begin(), listed->ns->end(), window.ns()) -
                               listed->ns->begin());
  }
  if (const auto* listed = std::get_if<PerMinuteCounts>(&spec)) {
    const auto minutes = static_cast<std::size_t>(std::max<std::int64_t>(0, window.ns() / kNsPerMinute));
    const auto whole = listed->counts.begin() + static_cast<std::ptrdiff_t>(std::min(minutes, listed->counts.size()));
    const auto sum = static_cast<double>(std::accumulate(listed->counts.begin(), whole, std::int64_t{0}));
    const auto rest = static_cast<double>(window.ns() % kNsPerMinute) / static_cast<double>(kNsPerMinute);
    return whole == listed->counts.end() ? sum : sum + rest * static_cast<double>(*whole);
  }
  return meanRate(spec) * window.inSeconds();
}

Result<void> checkSchedule(const std::string& expression) {
  auto times = FiringTimes::parse(expression);
  if (!times)
    return tl::unexpected(times.error());
  return {};
}

namespace {

// One of the kinds other than Poisson that nothing answers. next() is given the last arrival, ns.
struct Kind {
  Kind() = default;
  Kind(const Kind&) = delete;
  Kind& operator=(const Kind&) = delete;
  virtual ~Kind() = default;
  virtual std::optional<std::int64_t> next(Generator& source, std::int64_t last) = 0;
};

struct ConstantKind : Kind {
  explicit ConstantKind(const ConstantArrivals& spec) : m_offset(spec.offset.ns()), m_gap(gapNs(spec.rate)) {}
  std::optional<std::int64_t> next(Generator&, std::int64_t) override {
    if (m_gap == 0)
      return std::nullopt;
    return m_offset + Distribution::toWhole(static_cast<double>(m_count++) * m_gap); // no drift: not summed up
  }
  std::int64_t m_offset;
  double m_gap;
  std::int64_t m_count = 0;
};

struct OnOffKind : Kind {
  explicit OnOffKind(const OnOffArrivals& spec)
      : m_spec(spec), m_onGap(gapNs(spec.rate)), m_offGap(gapNs(spec.offRate)) {}
  std::optional<std::int64_t> next(Generator& source, std::int64_t last) override {
    if ((m_onGap == 0 || m_spec.on.isZero()) && (m_offGap == 0 || m_spec.off.isZero()))
      return std::nullopt;
    std::int64_t now = last;
    int still = 0; // phases of no length in a row
    for (;;) {
      const double gap = m_on ? m_onGap : m_offGap;
      if (gap > 0) {
        // The gap has no memory, so it is drawn anew in each phase.
        const std::int64_t at = now + Distribution::toWhole(gap * sampleExponential(source));
        if (at < m_phaseEnd)
          return at;
      }
      now = m_phaseEnd;
      m_on = !m_on;
      const std::int64_t length = (m_on ? m_spec.on : m_spec.off).sample(source);
      still = length == 0 ? still + 1 : 0;
      if (still > kMostStill || m_phaseEnd > kEndOfTime)
        return std::nullopt;
      m_phaseEnd += length;
    }
  }
  static constexpr int kMostStill = 1'000'000; // a law that only draws zero never gets on
  static constexpr std::int64_t kEndOfTime = std::int64_t{1} << 62;
  OnOffArrivals m_spec;
  double m_onGap;
  double m_offGap;
  bool m_on = false; // an empty off-period before the first on-period
  std::int64_t m_phaseEnd = 0;
};

// By thinning (Lewis & Shedler 1979): candidates at the highest rate, each kept with its hour's share of it.
struct DiurnalKind : Kind {
  DiurnalKind(const DiurnalArrivals& spec, std::int64_t windowStart)
      : m_hourly(spec.hourly.empty() ? std::vector<double>(24, 1.0) : spec.hourly), m_windowStart(windowStart) {
    const double mean = std::accumulate(m_hourly.begin(), m_hourly.end(), 0.0) / static_cast<double>(m_hourly.size());
    const double most = *std::max_element(m_hourly.begin(), m_hourly.end());
    if (mean > 0 && most > 0) {
      m_gap = gapNs(spec.rate) * mean / most;
      for (double& factor : m_hourly)
        factor /= most;
    }
  }
  std::optional<std::int64_t> next(Generator& source, std::int64_t last) override {
    if (m_gap == 0)
      return std::nullopt;
    for (std::int64_t now = last;;) {
      now += Distribution::toWhole(m_gap * sampleExponential(source));
      const auto hours = static_cast<std::int64_t>(m_hourly.size());
      std::int64_t hour = (m_windowStart + now) / kNsPerHour % hours;
      if (hour < 0)
        hour += hours;
      if (source.uniform() < m_hourly[static_cast<std::size_t>(hour)])
        return now;
    }
  }
  std::vector<double> m_hourly;
  std::int64_t m_windowStart;
  double m_gap = 0;
};

struct PerMinuteKind : Kind {
  explicit PerMinuteKind(const PerMinuteCounts& spec) : m_spec(spec) {}
  std::optional<std::int64_t> next(Generator& source, std::int64_t last) override {
    for (; m_minute < m_spec.counts.size(); ++m_minute, m_done = 0) {
      const std::int64_t count = m_spec.counts[m_minute];
      const std::int64_t begin = static_cast<std::int64_t>(m_minute) * kNsPerMinute;
      if (m_spec.spread == MinuteSpread::Poisson) {
        if (count <= 0)
          continue;
        const double gap = static_cast<double>(kNsPerMinute) / static_cast<double>(count);
        const std::int64_t at = std::max(begin, last) + Distribution::toWhole(gap * sampleExponential(source));
        if (at < begin + kNsPerMinute)
          return at;
        continue;
      }
      if (m_done >= count)
        continue;
      if (m_spec.spread == MinuteSpread::Even)
        m_share = (static_cast<double>(m_done) + 0.5) / static_cast<double>(count);
      else // the smallest of those still to come, all uniform on what is left of the minute
        m_share =
            1 - (1 - (m_done == 0 ? 0 : m_share)) * detPow(source.uniform(), 1 / static_cast<double>(count - m_done));
      ++m_done;
      const auto within = static_cast<std::int64_t>(m_share * static_cast<double>(kNsPerMinute));
      return begin + std::min(within, kNsPerMinute - 1);
    }
    return std::nullopt;
  }
  PerMinuteCounts m_spec;
  std::size_t m_minute = 0;
  std::int64_t m_done = 0; // of this minute
  double m_share = 0;      // of the minute that has passed
};

struct TimestampKind : Kind {
  explicit TimestampKind(const Timestamps& spec) : m_ns(spec.ns) {}
  std::optional<std::int64_t> next(Generator&, std::int64_t) override {
    if (!m_ns || m_next == m_ns->size())
      return std::nullopt;
    return (*m_ns)[m_next++];
  }
  std::shared_ptr<const std::vector<std::int64_t>> m_ns;
  std::size_t m_next = 0;
};

struct ScheduleKind : Kind {
  ScheduleKind(const Schedule& spec, std::int64_t windowStart)
      : m_origin(windowStart + spec.utcOffset.ns()), m_from(m_origin) {
    if (auto times = FiringTimes::parse(spec.expression))
      m_times = *times;
  }
  std::optional<std::int64_t> next(Generator&, std::int64_t) override {
    assert(m_times && "checkSchedule() comes first");
    const auto at = m_times ? m_times->next(m_from, m_origin) : std::nullopt;
    if (!at)
      return std::nullopt;
    m_from = *at + 1;
    return *at - m_origin;
  }
  std::optional<FiringTimes> m_times;
  std::int64_t m_origin; // the window's zero on the schedule's clock
  std::int64_t m_from;
};

// The users of interactive arrivals who think: when each will ask, the earliest on top.
class Thinking {
public:
  Thinking(const InteractiveArrivals& spec, Seed seed) : m_think(spec.think), m_seed(seed) {
    for (std::int64_t user = 0; user < spec.users; ++user)
      begin(0, kFirst, static_cast<std::uint64_t>(user));
  }
  void answered(std::int64_t at, std::uint64_t request) { begin(at, kAgain, request); }
  std::int64_t take() {
    if (m_asksAt.empty())
      return SimTime::max().ns();
    const std::int64_t at = m_asksAt.top();
    m_asksAt.pop();
    return at;
  }
  std::int64_t earliest(std::int64_t planned) {
    if (m_asksAt.empty() || m_asksAt.top() >= planned)
      return planned;
    const std::int64_t earlier = take();
    if (planned < SimTime::max().ns())
      m_asksAt.push(planned);
    return earlier;
  }

private:
  enum Draw : std::uint64_t { kFirst, kAgain };
  void begin(std::int64_t at, Draw which, std::uint64_t number) {
    KeyedGenerator source(m_seed, Cause::Arrival, number, which);
    m_asksAt.push(untilEndOfTime(at, m_think.sample(source)));
  }

  Distribution m_think;
  Seed m_seed;
  std::priority_queue<std::int64_t, std::vector<std::int64_t>, std::greater<>> m_asksAt;
};

} // namespace

struct ArrivalProcess::State {
  std::unique_ptr<Kind> kind;
  std::optional<Thinking> thinking;
};

ArrivalProcess::ArrivalProcess(const ArrivalSpec& spec, Seed seed, std::int64_t windowStart)
    : m_source(seed, Cause::Arrival) {
  struct Make {
    ArrivalProcess& process;
    std::int64_t windowStart;
    std::unique_ptr<Kind> operator()(const InteractiveArrivals&) const { return nullptr; }
    std::unique_ptr<Kind> operator()(const ConstantArrivals& kind) const {
      return std::make_unique<ConstantKind>(kind);
    }
    std::unique_ptr<Kind> operator()(const PoissonArrivals& kind) const {
      process.m_poissonGapNs = gapNs(kind.rate);
      return nullptr;
    }
    std::unique_ptr<Kind> operator()(const OnOffArrivals& kind) const { return std::make_unique<OnOffKind>(kind); }
    std::unique_ptr<Kind> operator()(const DiurnalArrivals& kind) const {
      return std::make_unique<DiurnalKind>(kind, windowStart);
    }
    std::unique_ptr<Kind> operator()(const PerMinuteCounts& kind) const {
      return std::make_unique<PerMinuteKind>(kind);
    }
    std::unique_ptr<Kind> operator()(const Timestamps& kind) const { return std::make_unique<TimestampKind>(kind); }
    std::unique_ptr<Kind> operator()(const Schedule& kind) const {
      return std::make_unique<ScheduleKind>(kind, windowStart);
    }
  };
  m_state = std::make_unique<State>(State{std::visit(Make{*this, windowStart}, spec), {}});
  if (const auto* interactive = std::get_if<InteractiveArrivals>(&spec))
    m_state->thinking.emplace(*interactive, seed);
}

ArrivalProcess::~ArrivalProcess() = default;
ArrivalProcess::ArrivalProcess(ArrivalProcess&&) noexcept = default;

void ArrivalProcess::answered(SimTime at, std::uint64_t request) {
  assert(m_state->thinking && "nothing else waits for answers");
  m_state->thinking->answered(at.ns(), request);
}

SimTime ArrivalProcess::earliest(SimTime planned) {
  return m_state->thinking ? SimTime::atNanoseconds(m_state->thinking->earliest(planned.ns())) : planned;
}

SimTime ArrivalProcess::nextOther() {
  if (m_state->thinking)
    return SimTime::atNanoseconds(m_state->thinking->take());
  if (!m_state->kind)
    return SimTime::max();
  const auto at = m_state->kind->next(m_source, m_lastNs);
  if (!at)
    return SimTime::max();
  m_lastNs = std::max(m_lastNs, *at);
  return SimTime::atNanoseconds(m_lastNs);
}

} // namespace coldframe

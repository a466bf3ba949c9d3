// Quantities of when calls come: how many in a month, and how they crowd.
#include "sim/json/quantity.h"
#include "sim/study/quantity_kinds.h"
#include "sim/units/format.h"
#include "sim/workload/distribution_codec.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

constexpr double kMuch = 40e6; // calls in a month: beyond, a curve takes long
constexpr double kMostRate = 1e9;
constexpr double kBurstNs = 3.6e12;  // steady arrivals become one burst in so long
constexpr double kLeastNs = 1e6;     // shortest mean period that can be simulated
constexpr double kMostBurst = 1'000; // times the mean rate
constexpr double kUsualBurst = 50;
constexpr double kHours = 24;

// Arrivals that come at rates, and where the scenario states them.
struct Arrivals {
  const ArrivalSpec& spec;
  std::string pointer;
  std::string what; // "requests"
};

Setting rateAt(const std::string& pointer, double perSecond) {
  const std::string text = writeBase(ValueKind::Rate, perSecond);
  return {pointer, JsonNode::string(text), perSecond, text};
}

std::optional<Rate> rateOf(const ArrivalSpec& spec) {
  return std::visit(
      [](const auto& kind) -> std::optional<Rate> {
        if constexpr (requires { kind.rate; })
          return kind.rate;
        else
          return std::nullopt;
      },
      spec);
}

// All rates by one factor; `base` is the mean rate.
Quantity ratesQuantity(const Scenario& scenario, const Arrivals& arrivals) {
  const double mean = meanRate(arrivals.spec);
  const auto* bursts = std::get_if<OnOffArrivals>(&arrivals.spec);
  const double rate = rateOf(arrivals.spec)->inPerSecond();
  const double offRate = bursts != nullptr ? bursts->offRate.inPerSecond() : 0;
  Quantity quantity;
  quantity.title = arrivals.what + " " + aMonth(scenario);
  quantity.titled = scenario.blocks.month.length.inSeconds();
  quantity.present = mean;
  quantity.most = kMostRate * mean / std::max(rate, offRate);
  quantity.from = mean / kCurveSpan;
  quantity.to = std::min({mean * kCurveSpan, std::max(10 * mean, kMuch / quantity.titled), quantity.most});
  quantity.fields = {arrivals.pointer + "/rate"};
  if (offRate > 0)
    quantity.fields.push_back(arrivals.pointer + "/off_rate");
  quantity.legal = [most = quantity.most](double base) { return std::clamp(base, 0.0, most); };
  quantity.settings = [mean, rate, offRate, fields = quantity.fields](double base) {
    std::vector<Setting> settings{rateAt(fields[0], rate * (base / mean))};
    if (fields.size() > 1)
      settings.push_back(rateAt(fields[1], offRate * (base / mean)));
    return settings;
  };
  quantity.shown = [&scenario, what = arrivals.what](double base) { return arrivalsText(scenario, base, what); };
  quantity.parse = [month = quantity.titled](const std::string& typed) -> Result<double> {
    if (const auto count = typedNumber(typed); count && *count > 0)
      return *count / month;
    double perSecond = 0;
    std::string what;
    std::string expectation;
    if (!parseBase(ValueKind::Rate, typed, false, perSecond, what, expectation))
      return failure(ErrorKind::Usage,
                     "'" + typed + "' is neither a count a month, e.g. 2000000, nor a rate, e.g. \"2 /s\"");
    return perSecond;
  };
  return quantity;
}

JsonNode kindNode(const std::string& kind, double rate) {
  JsonNode node = JsonNode::object();
  node.add("kind", JsonNode::string(kind));
  node.add("rate", JsonNode::string(writeBase(ValueKind::Rate, rate)));
  return node;
}

// On-periods of another length and rate, with the same mean rate, rate while off and length of on and off together.
JsonNode onOffNode(const OnOffArrivals& now, double burst) {
  const double mean = meanRate(now);
  const double off = now.offRate.inPerSecond();
  const double cycle = now.on.mean() + now.off.mean();
  const double share = (mean - off) / (burst * mean - off); // of the time that is on
  if (cycle * (1 - share) < kLeastNs)
    return kindNode("poisson", mean);
  const FieldOptions time{.of = ValueKind::Duration};
  JsonNode node = kindNode("on_off", burst * mean);
  node.add("off_rate", JsonNode::string(writeBase(ValueKind::Rate, off)));
  node.add("on", JsonCodec<Distribution>::write(now.on.scaled(share * cycle / now.on.mean()), time));
  node.add("off", JsonCodec<Distribution>::write(now.off.scaled((1 - share) * cycle / now.off.mean()), time));
  return node;
}

double peakOf(const std::vector<double>& hourly) {
  double sum = 0;
  for (const double factor : hourly)
    sum += factor;
  return *std::ranges::max_element(hourly) * kHours / sum;
}

// The hours to a power, so that what was busier stays busier and an hour without calls stays without.
std::vector<double> sharpened(const std::vector<double>& hourly, double power) {
  const double most = *std::ranges::max_element(hourly);
  std::vector<double> sharp;
  for (const double factor : hourly)
    sharp.push_back(factor > 0 ? detPow(factor / most, power) : 0);
  return sharp;
}

JsonNode diurnalNode(const DiurnalArrivals& now, double burst) {
  constexpr double kMostPower = 4096;
  const auto peak = [&now](double power) { return peakOf(sharpened(now.hourly, power)); };
  const double power = reaches(peak, burst, 1, kMostPower);
  JsonNode node = kindNode("diurnal", now.rate.inPerSecond());
  JsonNode hours = JsonNode::array();
  for (const double factor : sharpened(now.hourly, power))
    hours.append(JsonNode::number(factor));
  node.add("hourly", std::move(hours));
  return node;
}

// The present peak, the least and the most there can be, and the arrivals with another.
struct Peak {
  double present = 1;
  double least = 1;
  double most = kMostBurst;
  std::function<JsonNode(double)> at;
};

Result<Peak> peakOf(const Arrivals& arrivals) {
  const double mean = meanRate(arrivals.spec);
  if (const auto* bursts = std::get_if<OnOffArrivals>(&arrivals.spec)) {
    if (!(bursts->rate.inPerSecond() > mean) || !std::isfinite(bursts->on.mean() + bursts->off.mean()))
      return failure(ErrorKind::Usage, "the arrivals are no bursts: while on they are no denser than while off");
    return Peak{bursts->rate.inPerSecond() / mean, 1, kMostBurst,
                [now = *bursts](double burst) { return onOffNode(now, burst); }};
  }
  if (const auto* day = std::get_if<DiurnalArrivals>(&arrivals.spec)) {
    const auto busiest = std::ranges::count(day->hourly, *std::ranges::max_element(day->hourly));
    const auto busy = kHours - static_cast<double>(std::ranges::count(day->hourly, 0.0));
    const double most = kHours / static_cast<double>(busiest);
    if (!(kHours / busy < most))
      return failure(ErrorKind::Usage, "the hours of the day are all alike; there is no peak to change");
    return Peak{peakOf(day->hourly), kHours / busy, most,
                [now = *day](double burst) { return diurnalNode(now, burst); }};
  }
  // Steady arrivals: as if they had been on for all of the time.
  const OnOffArrivals steady{Rate::perSecond(2 * mean), Rate(), Scalar{kBurstNs / 2}, Scalar{kBurstNs / 2}};
  return Peak{1, 1, kMostBurst, [steady, mean](double burst) {
                return burst > 1 ? onOffNode(steady, burst) : kindNode("poisson", mean);
              }};
}

// The arrivals that come at a rate; else why there are none.
Result<Arrivals> arrivalsOf(const Scenario& scenario, const std::string& quantity) {
  const ScenarioBlocks& blocks = scenario.blocks;
  if (const auto* requests = std::get_if<RequestsWorkload>(&blocks.workload)) {
    if (rateOf(requests->arrivals))
      return Arrivals{requests->arrivals, "/workload/arrivals", "requests"};
    if (isInteractive(requests->arrivals))
      return failure(ErrorKind::Usage, "how many requests come follows from /workload/arrivals/users; " + quantity +
                                           " is nothing that can be set");
  } else if (isJob(blocks.workload) && blocks.month.arrivals && rateOf(*blocks.month.arrivals)) {
    return Arrivals{*blocks.month.arrivals, "/month/arrivals", "runs"};
  }
  return failure(ErrorKind::Usage,
                 isJob(blocks.workload)
                     ? "this scenario is a job: its runs are evenly spaced, and the tasks of a run come at once"
                     : "the requests of this scenario come by a schedule or a recording, which has no rate to change");
}

} // namespace

Result<Quantity> requestsQuantity(const Scenario& scenario) {
  if (isJob(scenario.blocks.workload))
    return failure(ErrorKind::Usage, "this scenario is a job, which has runs a month, not requests");
  const auto arrivals = arrivalsOf(scenario, "their number");
  return arrivals ? Result<Quantity>(ratesQuantity(scenario, *arrivals)) : failure(arrivals.error());
}

Result<Quantity> runsQuantity(const Scenario& scenario, const Catalogue& catalogue) {
  if (!isJob(scenario.blocks.workload))
    return failure(ErrorKind::Usage, "this scenario is a stream of requests; only a job has runs a month");
  if (!scenario.blocks.month.arrivals)
    return fieldQuantity(scenario, catalogue, "/month/runs");
  const auto arrivals = arrivalsOf(scenario, "their number");
  return arrivals
             ? Result<Quantity>(ratesQuantity(scenario, *arrivals))
             : failure(ErrorKind::Usage, "when the job runs is listed or by a schedule; there is no number to change");
}

Result<Quantity> burstQuantity(const Scenario& scenario) {
  const auto arrivals = arrivalsOf(scenario, "how they crowd");
  if (!arrivals)
    return failure(arrivals.error());
  const auto peak = peakOf(*arrivals);
  if (!peak)
    return failure(peak.error());
  Quantity quantity;
  quantity.title = "peak ÷ mean rate";
  quantity.fields = {arrivals->pointer};
  quantity.present = peak->present;
  quantity.least = peak->least;
  quantity.most = peak->most;
  quantity.from = peak->least;
  quantity.to = std::min(peak->most, std::max(kUsualBurst, 2 * peak->present));
  quantity.legal = [least = peak->least, most = peak->most](double base) { return std::clamp(base, least, most); };
  quantity.settings = [peak = *peak, pointer = arrivals->pointer](double base) {
    JsonNode node = peak.at(base);
    std::string shown = writeJsonLine(node);
    return std::vector{Setting{pointer, std::move(node), base, std::move(shown)}};
  };
  quantity.shown = [](double base) { return "a peak of " + significant(base, 3) + "× the mean rate"; };
  quantity.parse = [least = peak->least, most = peak->most](const std::string& typed) -> Result<double> {
    auto times = typedNumber(typed, "×");
    if (!times)
      times = typedNumber(typed, "x");
    if (!times || *times < least || *times > most)
      return failure(ErrorKind::Usage, "'" + typed +
                                           "' is no burst factor: how many times the mean rate the peak is, from " +
                                           significant(least, 3) + " to " + significant(most, 4));
    return *times;
  };
  return quantity;
}

} // namespace coldframe

#include "sim/fit/fitted_overrides.h"

#include "sim/fit/client_pace.h"
#include "sim/fit/duration_parts.h"
#include "sim/fit/places_part.h"
#include "sim/fit/scaling_ramp.h"
#include "sim/json/write.h"
#include "sim/units/format.h"
#include "sim/workload/distribution_codec.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

JsonNode text(const std::string& words) {
  return JsonNode::string(words);
}

constexpr const char* kPlatform = "/platforms/lambda/overrides/";
constexpr const char* kClient = "/platforms/lambda/executor_overrides/";

bool knowsStarts(const RunFit& fit) {
  return fit.law("start_warm") != nullptr || fit.law("start_cold") != nullptr;
}

} // namespace

JsonNode lawJson(const Distribution& law) {
  FieldOptions time;
  time.of = ValueKind::Duration;
  return JsonCodec<Distribution>::write(law, time);
}

FittedOverrides::FittedOverrides(const RunFit& fit, const std::string& executor)
    : m_fit(fit), m_spread(runSpreadOf(fit.find("between_runs"))) {
  fillPlatform();
  if (executor != "none")
    fillExecutor(executor);
}

void FittedOverrides::known(std::vector<std::string> pointers, double values, double spread) {
  JsonNode at = JsonNode::array();
  for (std::string& pointer : pointers)
    at.append(text(std::move(pointer)));
  JsonNode input = JsonNode::object();
  input.add("at", std::move(at));
  if (values > 0)
    input.add("values", JsonNode::number(values));
  if (spread > 0)
    input.add("spread", JsonNode::number(spread));
  fitted.append(std::move(input));
}

// A law that one part fitted to its values.
void FittedOverrides::law(JsonNode& into, const char* where, const char* name, const char* key, double spread) {
  const Distribution* found = m_fit.law(key);
  if (found == nullptr)
    return;
  into.add(name, lawJson(*found));
  known({std::string(where) + name}, static_cast<double>(m_fit.find(key)->n), spread);
}

void FittedOverrides::fillPlatform() {
  law(platform, kPlatform, "warm_start", "start_warm", m_spread.start);
  law(platform, kPlatform, "allocation", "start_cold", m_spread.start);
  fillRuntime();
  // What a worker waits for the store is in the fitted times too; its requests are counted all the same.
  if (knowsStarts(m_fit) && m_fit.law("finish") != nullptr) {
    JsonNode store = JsonNode::object();
    store.add("get_latency", text("0 s"));
    store.add("put_latency", text("0 s"));
    platform.add("object_store", std::move(store));
  }
  // Noise and stragglers are in the fitted times.
  platform.add("noise", JsonNode::integer(1));
  platform.add("straggler_share", JsonNode::integer(0));
  if (const FittedFigure* rate = figureOf(m_fit.find("ramp"), kRampRate)) {
    JsonNode scaling = JsonNode::object();
    scaling.add("burst", JsonNode::integer(std::llround(figureOf(m_fit.find("ramp"), kRampBurst)->value)));
    scaling.add("refill", text(writeRate(Rate::perSecond(rate->value))));
    platform.add("scaling", std::move(scaling));
  }
  const FitPart* life = m_fit.find("keep_alive");
  if (life != nullptr && life->identified() && life->policy)
    platform.add("keep_alive", toJson(*life->policy));
  if (const Distribution* age = m_fit.law("max_age"))
    platform.add("max_age", lawJson(*age));
  if (const FitPart* reuse = m_fit.find("reuse"); reuse != nullptr && reuse->identified())
    platform.add("reuse", text(reuse->method));
}

// The runtime's own INIT is part of a fitted cold start, or fitted itself; its first run may take longer or shorter
// than later ones, which is in the fitted times.
void FittedOverrides::fillRuntime() {
  const std::string at = std::string(kPlatform) + "runtimes/python/";
  JsonNode runtime = JsonNode::object();
  if (m_fit.law("start_cold") != nullptr) {
    platform.add("download_per_mb", text("0 s"));
    platform.add("eager_assignment", JsonNode::boolean(false)); // who got whose environment is in the fitted times
    runtime.add("init_zip", text("0 s"));
  } else {
    law(runtime, at.c_str(), "init_zip", "init", m_spread.start);
  }
  if (runtime.size() > 0)
    runtime.add("first_run", JsonNode::array());
  if (const FittedFigure* ratio = figureOf(m_fit.find("duration_cold"), kColdRatio)) {
    runtime.add("first_run_io_factor", JsonNode::number(ratio->value));
    known({at + "first_run_io_factor"}, 0, ratio->standardError / ratio->value);
  }
  if (runtime.size() == 0)
    return;
  JsonNode runtimes = JsonNode::object();
  runtimes.add("python", std::move(runtime));
  platform.add("runtimes", std::move(runtimes));
}

void FittedOverrides::fillExecutor(const std::string& executor) {
  fillPace();
  if (knowsStarts(m_fit))
    client.add("worker_start", text("0 s"));
  // Where only one of warm and cold was seen, that one.
  const auto either = [&](const char* key, const char* other) { return m_fit.law(key) != nullptr ? key : other; };
  law(client, kClient, "setup_fresh", either("setup_cold", "setup_warm"));
  law(client, kClient, "setup_cached", either("setup_warm", "setup_cold"));
  law(client, kClient, "finish", "finish");
  if (const Distribution* upload = m_fit.law("status_upload")) {
    client.add("status_upload", lawJson(*upload));
    // A median's standard error is σ ÷ √n of the values that would tell as much as these intervals do.
    const FittedFigure& median = m_fit.find("status_upload")->figures[0];
    const double error = median.standardError / median.value;
    const double sigma = m_fit.find("status_upload")->figures[1].value;
    known({std::string(kClient) + "status_upload"},
          error > 0 ? std::max(2.0, std::round(sigma * sigma / (error * error))) : 0, 0);
  }
  // Submit → start is counted from a call's end to the next one's start: what the client does in between is in it, and
  // it is told of an end without a look.
  const FittedFigure* places = figureOf(m_fit.find("places"), kPlaces);
  if (places != nullptr) {
    client.add("max_workers", JsonNode::integer(std::llround(places->value)));
    client.add("poll_interval", text("0 s"));
    client.add("poll_lists", JsonNode::integer(0));
  }
  // Lithops looks in one loop and fetches in another, and the profile knows how both grow with the job: the rounds and
  // times that one run shows are of its own size.
  if (executor == "lithops-3")
    return;
  if (const Distribution* interval = m_fit.law("polling"); interval != nullptr && places == nullptr)
    client.add("poll_interval", lawJson(*interval));
  if (m_fit.law("fetch") != nullptr) {
    law(client, kClient, "fetch", "fetch");
    client.add("fetch_threads", JsonNode::integer(100'000)); // waiting for a thread is in the fitted time
  }
}

// The pace is the client's own work whatever the library does inside: how long the platform takes to answer is part
// of submit → start.
void FittedOverrides::fillPace() {
  const FitPart* pace = m_fit.find("invocation");
  const FittedFigure* work = figureOf(pace, kCallWork);
  if (work == nullptr)
    return;
  const auto add = [&](const char* name, const FittedFigure& figure) {
    client.add(name, lawJson(Scalar{std::round(figure.value * 1e9)}));
    known({std::string(kClient) + name}, 0,
          std::min(1.0, jointError(figure.standardError / figure.value, m_spread.start)));
  };
  add("invoke_work", *work);
  client.add("invoke_latency", text("0 s"));
  if (const FittedFigure* more = figureOf(pace, kConnectWork)) {
    add("connect_work", *more);
    client.add("invoke_threads", JsonNode::integer(std::llround(figureOf(pace, kConnections)->value)));
  } else {
    client.add("connect_work", text("0 s"));
  }
}

} // namespace coldframe

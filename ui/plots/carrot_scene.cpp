#include "ui/plots/carrot_scene.h"

#include "sim/result/call_phases.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace coldframe::ui {

namespace {

constexpr std::size_t kMostRows = 40;
constexpr std::int64_t kMostCarrots = 60; // in a row

std::int64_t harvesterOf(const Trace& trace, std::size_t row) {
  if (const auto worker = trace.count(Count::Worker, row))
    return *worker;
  return trace.count(Count::Environment, row).value_or(static_cast<std::int64_t>(row));
}

// Calls in the order of the field: by their first item.
std::vector<std::size_t> fieldOrder(const Trace& trace) {
  std::vector<std::size_t> order(trace.rows());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&trace](std::size_t row) { return trace.count(Count::FirstItem, row); });
  return order;
}

double passed(std::int64_t now, std::int64_t from, std::int64_t to) {
  if (now >= to)
    return 1;
  return now <= from ? 0 : static_cast<double>(now - from) / static_cast<double>(to - from);
}

} // namespace

bool isCarrotField(const Trace& trace) {
  if (trace.rows() == 0 || trace.rows() > kMostRows)
    return false;
  for (std::size_t row = 0; row < trace.rows(); ++row) {
    const auto items = trace.count(Count::Items, row);
    if (!items || *items < 1 || *items > kMostCarrots || !boundsOf(trace, row))
      return false;
  }
  return true;
}

CarrotScene sceneAt(const Trace& trace, std::int64_t ns, std::size_t harvesters) {
  CarrotScene scene;
  std::map<std::int64_t, Harvester> byNumber; // in the order of their numbers
  std::map<std::int64_t, std::int64_t> lastBegin;
  const std::vector<std::size_t> order = fieldOrder(trace);
  for (std::size_t place = 0; place < order.size(); ++place) {
    const std::size_t row = order[place];
    const auto bounds = boundsOf(trace, row);
    CarrotRow carrots;
    carrots.carrots = static_cast<std::size_t>(trace.count(Count::Items, row).value_or(0));
    if (!bounds) {
      scene.rows.push_back(carrots);
      continue;
    }
    const double along = passed(ns, bounds->end[2], bounds->end[3]);
    carrots.pulled = static_cast<std::size_t>(along * static_cast<double>(carrots.carrots) + 1e-9);
    scene.carrots += carrots.carrots;
    scene.pulled += carrots.pulled;
    scene.rows.push_back(carrots);

    // A harvester is where its latest call has it; before its first, at the head of that row.
    const CallBounds inside = insideEnvironment(trace, row, *bounds);
    const std::int64_t number = harvesterOf(trace, row);
    Harvester& harvester = byNumber[number];
    const auto before = lastBegin.find(number);
    const bool newer =
        before == lastBegin.end() || (inside.from <= ns ? inside.from >= before->second || before->second > ns
                                                        : inside.from < before->second && before->second > ns);
    if (!newer)
      continue;
    lastBegin[number] = inside.from;
    harvester.row = place;
    harvester.along = along;
    using enum Harvester::State;
    if (ns < inside.from)
      harvester.state = Waiting;
    else if (ns < bounds->end[1])
      harvester.state = Frosted;
    else if (ns < bounds->end[2])
      harvester.state = SettingUp;
    else
      harvester.state = ns < bounds->end[3] ? Driving : Done;
  }
  for (const auto& [number, harvester] : byNumber)
    scene.harvesters.push_back(harvester);
  if (scene.harvesters.size() < harvesters)
    scene.harvesters.resize(harvesters);
  return scene;
}

} // namespace coldframe::ui

// The carrot field at one instant, as a trace tells it: a call is a row of carrots, an item a carrot, a worker or an
// environment a harvester. Carrots come out one after another while the function runs, as many as its time has passed;
// a cold start is frost on the machine that waits for its row. Nothing here is drawn: carrot_field.h does that.
#pragma once

#include "sim/trace/trace.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace coldframe::ui {

struct Harvester {
  enum class State { Idle, Waiting, Frosted, SettingUp, Driving, Done };
  State state = State::Idle;
  std::optional<std::size_t> row; // the one it is in, or was in last
  double along = 0;               // of that row, 0 … 1
};

struct CarrotRow {
  std::size_t carrots = 0;
  std::size_t pulled = 0;
};

struct CarrotScene {
  std::vector<CarrotRow> rows;
  std::vector<Harvester> harvesters; // at least as many as were asked for; those without work stand idle
  std::size_t carrots = 0;
  std::size_t pulled = 0;
};

// Whether a trace can be shown as a field: a row for each call and a carrot for each item, few enough to be seen.
bool isCarrotField(const Trace& trace);
CarrotScene sceneAt(const Trace& trace, std::int64_t ns, std::size_t harvesters);

} // namespace coldframe::ui

#include "sim/report/fit_report.h"

#include "sim/json/node.h"
#include "sim/json/reader.h"
#include "sim/json/write.h"
#include "sim/report/json_value.h"
#include "sim/report/render.h"
#include "sim/units/format.h"
#include "sim/workload/distribution_codec.h"

#include <cmath>

namespace coldframe {

namespace {

std::string shown(const FittedFigure& figure, double value) {
  if (!std::isfinite(value))
    return "∞";
  if (figure.unit == "s")
    return showDuration(value);
  return significant(value, 4) + (figure.unit.empty() ? "" : " " + figure.unit);
}

bool hasInterval(const FittedFigure& figure) {
  return figure.hi > figure.lo;
}

std::string joined(const std::vector<std::string>& notes) {
  std::string text;
  for (const std::string& note : notes)
    text += (text.empty() ? "" : "; ") + note;
  return text;
}

JsonNode partJson(const FitPart& part) {
  JsonNode node = JsonNode::object();
  node.add("key", JsonNode::string(part.key));
  node.add("title", JsonNode::string(part.title));
  node.add("n", JsonNode::unsignedInteger(part.n));
  node.add("method", part.identified() ? JsonNode::string(part.method) : JsonNode::null());
  node.add("why", part.identified() ? JsonNode::null() : JsonNode::string(part.why));
  FieldOptions time;
  time.of = ValueKind::Duration;
  node.add("policy", part.policy && part.identified() ? toJson(*part.policy) : JsonNode::null());
  node.add("law", part.law && part.identified() ? JsonCodec<Distribution>::write(*part.law, time) : JsonNode::null());
  JsonNode figures = JsonNode::array();
  if (part.identified())
    for (const FittedFigure& figure : part.figures) {
      JsonNode each = JsonNode::object();
      each.add("name", JsonNode::string(figure.name));
      each.add("unit", JsonNode::string(figure.unit));
      each.add("value", jsonNumber(figure.value));
      each.add("standard_error", hasInterval(figure) ? jsonNumber(figure.standardError) : JsonNode::null());
      JsonNode interval = JsonNode::null();
      if (hasInterval(figure)) {
        interval = JsonNode::array();
        interval.append(jsonNumber(figure.lo));
        interval.append(jsonNumber(figure.hi));
      }
      each.add("ci95", std::move(interval));
      figures.append(std::move(each));
    }
  node.add("figures", std::move(figures));
  JsonNode notes = JsonNode::array();
  for (const std::string& note : part.notes)
    notes.append(JsonNode::string(note));
  node.add("notes", std::move(notes));
  return node;
}

} // namespace

Table fitTable(const RunFit& fit) {
  Table table;
  table.name = "figures";
  table.columns = {{"part", "part", "", Align::Left, false},
                   {"title", "what", "", Align::Left, true},
                   {"figure", "figure", "", Align::Left, true},
                   {"value", "value", "", Align::Right, true},
                   {"unit", "unit", "", Align::Left, false},
                   {"standard_error", "standard error", "", Align::Right, true},
                   {"ci95_lo", "95 % from", "", Align::Right, true},
                   {"ci95_hi", "to", "", Align::Right, true},
                   {"n", "n", "", Align::Right, true},
                   {"method", "how", "", Align::Left, true}};
  for (const FitPart& part : fit.parts) {
    const Cell n = Cell::whole(static_cast<std::int64_t>(part.n), showCount(part.n));
    if (!part.identified()) {
      table.addRow({Cell::text(part.key), Cell::text(part.title), Cell::none(), Cell::none(), Cell::none(),
                    Cell::none(), Cell::none(), Cell::none(), n, Cell::text("not known: " + part.why)});
      continue;
    }
    bool first = true;
    for (const FittedFigure& figure : part.figures) {
      const auto bound = [&](double value) {
        return hasInterval(figure) && std::isfinite(value) ? Cell::number(value, shown(figure, value)) : Cell::none();
      };
      table.addRow({Cell::text(part.key), Cell::text(first ? part.title : ""), Cell::text(figure.name),
                    Cell::number(figure.value, shown(figure, figure.value)), Cell::text(figure.unit),
                    bound(figure.standardError), bound(figure.lo), bound(figure.hi), first ? n : Cell::none(),
                    Cell::text(first ? part.method : "")});
      first = false;
    }
  }
  return table;
}

Answer fitAnswer(const RunFit& fit, const std::string& runs) {
  Answer answer;
  std::size_t known = 0;
  for (const FitPart& part : fit.parts)
    known += part.identified() ? 1U : 0U;
  answer.headline = "Learnt from " + runs + " · " + std::to_string(known) + " of " + std::to_string(fit.parts.size()) +
                    " things the data can tell";
  for (const FitPart& part : fit.parts)
    if (part.identified() && !part.notes.empty())
      answer.evidence.push_back(part.title + ": " + joined(part.notes) + ".");
  return answer;
}

namespace {

JsonNode fitJson(const RunFit& fit, const std::string& runs, const std::string& programVersion) {
  JsonNode root = JsonNode::object();
  root.add("schema", JsonNode::string("coldframe.fit/1"));
  root.add("version", JsonNode::string(programVersion));
  root.add("runs", JsonNode::string(runs));
  JsonNode parts = JsonNode::array();
  for (const FitPart& part : fit.parts)
    parts.append(partJson(part));
  root.add("parts", std::move(parts));
  return root;
}

} // namespace

std::string renderFit(const RunFit& fit, const std::string& runs, OutputFormat format,
                      const std::string& programVersion) {
  return renderResult({.answer = [&] { return fitAnswer(fit, runs); },
                       .table = [&] { return fitTable(fit); },
                       .json = [&] { return fitJson(fit, runs, programVersion); },
                       .csv = [&] { return renderCsv(fitTable(fit)); }},
                      format);
}

} // namespace coldframe

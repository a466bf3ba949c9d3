#include "sim/report/study_words.h"

#include "sim/units/format.h"

namespace coldframe {

namespace {

std::string conditions(const StudyHead& head, const std::string& replications) {
  std::string text = "seed " + std::to_string(head.seed) + " · " + replications;
  if (head.provisional)
    text += " (provisional)";
  for (const std::string& book : head.prices)
    text += (&book == &head.prices.front() ? " · prices " : ", ") + book;
  if (head.monthHours > 0)
    text += " · month of " + showCount(head.monthHours) + " h";
  return text;
}

} // namespace

std::string conditionsText(const StudyHead& head) {
  return conditions(head, showCounted(head.replications, "replication"));
}

std::string conditionsText(const StudyHead& head, std::uint64_t replicationsDone) {
  return conditions(head, (head.partial ? showCount(replicationsDone) + " of " : std::string()) +
                              showCounted(head.partial ? head.replications : replicationsDone, "replication") +
                              (head.partial ? " (interrupted)" : ""));
}

std::string costText(const PointFigures& figures) {
  const Figure& cost = figures.cost();
  if (!cost.estimate)
    return "no cost";
  const Estimate& e = *cost.estimate;
  return (e.hasInterval() ? showMoney(e.mean, e.halfWidth()) : showMoney(e.mean)) +
         (figures.monthUsd.estimate ? " a month" : " a run");
}

std::string timeText(const PointFigures& figures) {
  const Figure& time = figures.time();
  if (!time.estimate)
    return "no time";
  const Estimate& e = *time.estimate;
  return (e.hasInterval() ? showDuration(e.mean, e.halfWidth()) : showDuration(e.mean)) +
         (figures.makespanS.estimate ? "" : " at the 95 % quantile");
}

std::string peopleSentence(double usdPerMonth) {
  return "People's time, " + showMoney(usdPerMonth) + " a month, comes on top of any platform's bill.";
}

JsonNode textsJson(const std::vector<std::string>& texts) {
  JsonNode list = JsonNode::array();
  for (const std::string& text : texts)
    list.append(JsonNode::string(text));
  return list;
}

} // namespace coldframe

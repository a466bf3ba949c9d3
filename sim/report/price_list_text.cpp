#include "sim/report/price_list_text.h"

#include "sim/report/price_words.h"
#include "sim/report/table.h"
#include "sim/units/format.h"
#include "sim/usage/usage_names.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

namespace coldframe {

namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kMostWidth = 100;
constexpr std::size_t kPriceEnds = 72; // the column where prices end; the numbers of sources and the dates follow

enum class Group { Functions, Machines, Tasks, FrontDoor, Storage, Network, Events, Logs };
constexpr std::array<std::string_view, 8> kGroupNames{
    "Functions", "Machines", "Tasks", "Front door", "Storage", "Network", "Queues, events and workflows", "Logs"};

Group groupOf(PriceItem item) {
  switch (item) {
  case PriceItem::Instance:
  case PriceItem::SurplusCredit:
  case PriceItem::ClusterFee:
  case PriceItem::ManagedInstanceFee:
    return Group::Machines;
  case PriceItem::TaskCpu:
  case PriceItem::TaskMemory:
  case PriceItem::TaskStorage:
  case PriceItem::TaskCpuWindows:
  case PriceItem::TaskMemoryWindows:
  case PriceItem::TaskLicenceWindows:
    return Group::Tasks;
  case PriceItem::ApiGatewayRestRequest:
  case PriceItem::ApiGatewayHttpRequest:
  case PriceItem::ApiGatewayCache:
  case PriceItem::BalancerTime:
  case PriceItem::BalancerUnit:
  case PriceItem::NetworkBalancer:
  case PriceItem::NetworkBalancerUnit:
  case PriceItem::WebSocketMessage:
  case PriceItem::WebSocketTime:
  case PriceItem::FunctionUrlRequest:
    return Group::FrontDoor;
  case PriceItem::Disk:
  case PriceItem::DiskGp2:
  case PriceItem::DiskIo:
  case PriceItem::DiskSt1:
  case PriceItem::DiskSc1:
  case PriceItem::DiskMagnetic:
  case PriceItem::DiskRequest:
  case PriceItem::DiskOperations:
  case PriceItem::DiskIoOperations:
  case PriceItem::DiskThroughput:
  case PriceItem::StorePut:
  case PriceItem::StoreGet:
  case PriceItem::StoreList:
  case PriceItem::StoreStorage:
    return Group::Storage;
  case PriceItem::DataOut:
  case PriceItem::DataRegional:
  case PriceItem::DataInterRegion:
  case PriceItem::DataNearRegion:
  case PriceItem::NatGateway:
  case PriceItem::NatData:
  case PriceItem::PublicAddress:
    return Group::Network;
  case PriceItem::QueueRequest:
  case PriceItem::QueueFifoRequest:
  case PriceItem::ScheduleEvent:
  case PriceItem::EventBusEvent:
  case PriceItem::Notification:
  case PriceItem::StateTransition:
  case PriceItem::ExpressRequest:
  case PriceItem::ExpressDuration:
  case PriceItem::EventArchive:
  case PriceItem::EventStorage:
  case PriceItem::EventReplay:
  case PriceItem::EventPipe:
  case PriceItem::EventDestination:
  case PriceItem::EventDiscovery:
    return Group::Events;
  case PriceItem::LogIngest:
  case PriceItem::LogStorage:
  case PriceItem::LogQuery:
    return Group::Logs;
  default:
    return Group::Functions;
  }
}

// Sizes of machines from small to large: "large" is 3, "12xlarge" 17. What is none comes last.
double sizeRank(std::string_view size) {
  constexpr std::array<std::string_view, 6> kNames{"nano", "micro", "small", "medium", "large", "xlarge"};
  const auto found = std::ranges::find(kNames, size);
  if (found != kNames.end())
    return static_cast<double>(found - kNames.begin());
  int times = 0;
  const auto [rest, error] = std::from_chars(size.data(), size.data() + size.size(), times);
  return error == std::errc() && size.substr(static_cast<std::size_t>(rest - size.data())).starts_with("xlarge")
             ? 5 + times
             : 1e9;
}

// Words over as many lines as it takes, the later ones indented; where kJoint stands, a blank without a line's end.
constexpr char kJoint = '\1';

std::string wrapped(const std::string& text, std::size_t indent) {
  std::string out;
  std::size_t column = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string word = text.substr(begin, end - begin);
    const std::size_t letters = displayWidth(word);
    if (column > 0 && column + 1 + letters > kWidth) {
      out += "\n" + std::string(indent, ' ');
      column = indent;
    } else if (begin > 0) {
      out += ' ';
      ++column;
    }
    out += word;
    column += letters;
    begin = end + 1;
  }
  std::ranges::replace(out, kJoint, ' ');
  return out + "\n";
}

class PriceListText {
public:
  PriceListText(const PriceBook& book, const std::string& filter) : m_book(book), m_filter(filter) {}

  std::string render() {
    for (std::size_t group = 0; group < kGroupNames.size(); ++group)
      prices(static_cast<Group>(group));
    if (m_filter.empty())
      rules();
    sources();
    return std::move(m_out);
  }

private:
  // "[3]", and what a reader should know of a figure before he relies on it.
  std::string known(PriceTag tag, const std::string& source) {
    const auto found = std::ranges::find(m_sources, source);
    const auto number = static_cast<std::size_t>(found - m_sources.begin()) + 1;
    if (found == m_sources.end())
      m_sources.push_back(source);
    std::string text = "[" + std::to_string(number) + "]";
    if (tag == PriceTag::Recalled)
      text += " unverified";
    return text;
  }

  void line(const std::string& left, const std::string& right, const std::string& known,
            const std::string& dates = {}) {
    const std::size_t used = displayWidth(left) + displayWidth(right);
    std::string text = left + std::string(used + 2 > kPriceEnds ? 2 : kPriceEnds - used, ' ') + right + "  " + known;
    if (!dates.empty())
      text += displayWidth(text) + 1 + displayWidth(dates) > kMostWidth
                  ? "\n" + std::string(kPriceEnds + 2, ' ') + dates
                  : " " + dates;
    m_out += text + "\n";
  }

  void prices(Group group) {
    std::vector<const PriceRow*> rows;
    for (const PriceRow& row : m_book.rows)
      if (groupOf(row.item) == group && isPriceShown(row, m_filter))
        rows.push_back(&row);
    if (rows.empty())
      return;
    std::ranges::stable_sort(rows, {}, [](const PriceRow* row) { return std::pair(row->item, row->purchase); });
    m_out += std::string(kGroupNames[static_cast<std::size_t>(group)]) + "\n";
    std::string before;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const PriceRow& row = *rows[i];
      if (!row.type.empty()) {
        i = machines(rows, i);
        continue;
      }
      const std::string kind = priceKind(row);
      const std::string name = "  " + priceLabel(m_book, row.item) + (kind.empty() ? "" : ", " + kind);
      const std::string tier = priceTier(row);
      if (!tier.empty() && name != before)
        m_out += name + "\n";
      before = name;
      line(tier.empty() ? name : "    " + tier, showUnitPrice(row.price), known(row.tag, m_book.sourceText(row.source)),
           priceDates(row));
    }
    m_out += "\n";
  }

  // All types of one item and purchase option, a family a line. Returns the position of the last of them.
  std::size_t machines(const std::vector<const PriceRow*>& rows, std::size_t begin) {
    const PriceRow& first = *rows[begin];
    std::size_t end = begin;
    while (end < rows.size() && rows[end]->item == first.item && rows[end]->purchase == first.purchase &&
           !rows[end]->type.empty())
      ++end;
    m_out += "  " + priceLabel(m_book, first.item) + ", " + std::string(nameOf(first.purchase)) + ", $ an hour\n";
    std::vector<std::pair<std::string, std::vector<const PriceRow*>>> families; // in the book's order
    std::vector<std::string> marks;
    for (std::size_t i = begin; i < end; ++i) {
      const std::string& type = rows[i]->type;
      const std::size_t dot = std::min(type.find('.'), type.size());
      const std::string family = type.substr(0, dot);
      auto found = std::ranges::find_if(families, [&family](const auto& known) { return known.first == family; });
      if (found == families.end())
        found = families.insert(families.end(), {family, {}});
      found->second.push_back(rows[i]);
      const std::string mark = known(rows[i]->tag, m_book.sourceText(rows[i]->source));
      if (std::ranges::find(marks, mark) == marks.end())
        marks.push_back(mark);
    }
    const auto sizeOf = [](const PriceRow* row) {
      const std::size_t dot = row->type.find('.');
      return dot == std::string::npos ? row->type : row->type.substr(dot + 1);
    };
    for (auto& [family, sizes] : families) {
      std::ranges::stable_sort(sizes, {}, [&](const PriceRow* row) { return sizeRank(sizeOf(row)); });
      std::string text = "    " + family + std::string(family.size() < 7 ? 7 - family.size() : 1, ' ');
      for (const PriceRow* row : sizes)
        text += (row == sizes.front() ? "" : " · ") + sizeOf(row) + kJoint + row->price.price.decimal();
      m_out += wrapped(text, 11);
    }
    std::string from = "    known from";
    for (const std::string& mark : marks)
      from += " " + mark;
    m_out += wrapped(from, 6);
    return end - 1;
  }

  void rules() {
    m_out += "Rules\n";
    for (const PriceRule& rule : priceRules(m_book))
      line("  " + rule.name, rule.value, known(rule.tag, m_book.sourceText(rule.source)));
    m_out += "\n";
  }

  void sources() {
    m_out += "Sources\n";
    for (std::size_t i = 0; i < m_sources.size(); ++i)
      m_out += wrapped("[" + std::to_string(i + 1) + "] " + m_sources[i], 5);
  }

  const PriceBook& m_book;
  const std::string& m_filter;
  std::vector<std::string> m_sources; // their texts, numbered from 1
  std::string m_out;
};

} // namespace

std::string renderPriceList(const PriceBook& book, const std::string& filter) {
  return PriceListText(book, filter).render();
}

} // namespace coldframe

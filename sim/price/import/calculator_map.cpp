// What the AWS pricing calculator loads for Lambda: the first tier of each price by region.
//   { "US East (N. Virginia)": { "Lambda Duration": {"rateCode": "…", "price": "0.0000166667"}, … } }, or that under
//   "regions". Prices beyond the first tier are not in it, so a book of it has one tier.
#include "sim/json/walk.h"
#include "sim/price/import/aws_regions.h"
#include "sim/price/import/imported_price.h"
#include "sim/price/import/read_formats.h"

#include <algorithm>
#include <array>
#include <istream>
#include <optional>
#include <set>

namespace coldframe {

namespace {

struct MapItem {
  std::string_view name;
  PriceItem item;
};

constexpr std::array<MapItem, 5> kItems{{
    {"Lambda Requests", PriceItem::FunctionRequest},
    {"Lambda Duration", PriceItem::FunctionDuration},
    {"Lambda Provisioned-Concurrency", PriceItem::ProvisionedConcurrency},
    {"Lambda Duration-Provisioned", PriceItem::FunctionDurationProvisioned},
    {"Lambda Storage-Duration", PriceItem::FunctionTmp},
}};
constexpr std::string_view kArm = "-ARM";

class MapVisitor : public JsonVisitor {
public:
  MapVisitor(const std::string& fileName, const std::string& region)
      : m_fileName(fileName), m_region(region), m_asked(!region.empty()) {}

  Result<void> value(const JsonPath& path, std::string_view text, JsonKind) override {
    const std::size_t top = path[0] == "regions" ? 1 : 0;
    if (path.size() != top + 3 || path[top + 2] != "price")
      return {};
    const std::string region = awsRegionCode(path[top]);
    const std::string& name = path[top + 1];
    if (region.empty()) {
      m_import.leftovers.add(name, "not a region");
      return {};
    }
    m_regions.insert(region);
    if (m_region.empty())
      m_region = region;
    if (region != m_region) {
      if (m_asked)
        m_import.leftovers.add(name, "another region");
      return {};
    }
    return take(name, text, path.pointer());
  }

  Result<void> end(const JsonPath&) override { return {}; }

  Result<PriceImport> result() {
    if (!m_asked && m_regions.size() > 1)
      return wrong("prices of " + std::to_string(m_regions.size()) + " regions (say which with --region)", {});
    if (m_import.rows.empty())
      return wrong("nothing here that a bill can use" + (m_asked ? " for " + m_region : std::string()), {});
    std::ranges::stable_sort(m_import.rows, {}, [](const PriceRow& row) { return std::pair(row.item, row.arch); });
    // The tiers above the first are not in the map: large bills would come out too high.
    for (const PriceRow& row : m_import.rows)
      if (row.item == PriceItem::FunctionDuration)
        m_import.leftovers.add("volume tiers of function_duration", "the calculator's file has the first tier only");
    m_import.region = m_region;
    m_import.kind = "AWS pricing calculator, Lambda";
    return std::move(m_import);
  }

private:
  tl::unexpected<Error> wrong(std::string what, std::string place) const {
    Problem problem;
    problem.what = std::move(what);
    problem.file = m_fileName;
    problem.pointer = std::move(place);
    return failure(Error{ErrorKind::Input, {std::move(problem)}});
  }

  Result<void> take(std::string_view name, std::string_view text, const std::string& place) {
    const std::string_view whole = name;
    const bool arm = name.ends_with(kArm);
    if (arm)
      name.remove_suffix(kArm.size());
    const auto found = std::ranges::find(kItems, name, &MapItem::name);
    if (found == kItems.end()) {
      m_import.leftovers.add(std::string(whole), "no such item on a bill");
      return {};
    }
    PriceRow row;
    row.item = found->item;
    if (infoOf(row.item).byArchitecture) {
      row.arch = arm ? Architecture::Arm : Architecture::X86;
    } else if (arm) {
      m_import.leftovers.add(std::string(whole), "one price for both architectures is taken");
      return {};
    }
    const auto price = importedPrice(row.item, text);
    if (!price)
      return wrong(price.error().problems.front().what, place);
    row.price = *price;
    for (const PriceRow& other : m_import.rows)
      if (other.item == row.item && other.arch == row.arch)
        return wrong("this price stands here twice", place);
    m_import.rows.push_back(std::move(row));
    return {};
  }

  const std::string& m_fileName;
  std::string m_region;
  bool m_asked = false;
  std::set<std::string> m_regions;
  PriceImport m_import;
};

} // namespace

Result<PriceImport> readCalculatorMap(std::istream& in, const std::string& fileName, const std::string& region) {
  MapVisitor visitor(fileName, region);
  if (auto walked = walkJson(in, fileName, visitor); !walked)
    return failure(walked.error());
  return visitor.result();
}

} // namespace coldframe

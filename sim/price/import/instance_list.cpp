// ec2instances.info, instances.json: an array of instance types, each with its prices by region and system.
//   [{"instance_type": "m5.large", "pricing": {"us-east-1": {"linux": {"ondemand": "0.096", "spot_avg": "…",
//     "reserved": {"yrTerm1Standard.noUpfront": "…", …}}, "emr": {"emr": "0.024"}}}}]
// Prices of reserved machines are by the hour, what is paid upfront spread over the years. Spot prices move: they are
// means of the time before the file was made, and marked as recalled.
#include "sim/json/walk.h"
#include "sim/price/import/aws_regions.h"
#include "sim/price/import/imported_price.h"
#include "sim/price/import/read_formats.h"

#include <algorithm>
#include <array>
#include <istream>
#include <tuple>

namespace coldframe {

namespace {

struct ReservedKey {
  std::string_view key;
  PurchaseOption option;
};

constexpr std::array<ReservedKey, 18> kReserved{{
    {"yrTerm1Standard.noUpfront", PurchaseOption::Reserved},
    {"yrTerm1Standard.partialUpfront", PurchaseOption::ReservedPartial},
    {"yrTerm1Standard.allUpfront", PurchaseOption::ReservedUpfront},
    {"yrTerm3Standard.noUpfront", PurchaseOption::Reserved3},
    {"yrTerm3Standard.partialUpfront", PurchaseOption::Reserved3Partial},
    {"yrTerm3Standard.allUpfront", PurchaseOption::Reserved3Upfront},
    {"yrTerm1Convertible.noUpfront", PurchaseOption::Convertible},
    {"yrTerm1Convertible.partialUpfront", PurchaseOption::ConvertiblePartial},
    {"yrTerm1Convertible.allUpfront", PurchaseOption::ConvertibleUpfront},
    {"yrTerm3Convertible.noUpfront", PurchaseOption::Convertible3},
    {"yrTerm3Convertible.partialUpfront", PurchaseOption::Convertible3Partial},
    {"yrTerm3Convertible.allUpfront", PurchaseOption::Convertible3Upfront},
    {"yrTerm1Savings.noUpfront", PurchaseOption::SavingsPlan},
    {"yrTerm1Savings.partialUpfront", PurchaseOption::SavingsPlanPartial},
    {"yrTerm1Savings.allUpfront", PurchaseOption::SavingsPlanUpfront},
    {"yrTerm3Savings.noUpfront", PurchaseOption::SavingsPlan3},
    {"yrTerm3Savings.partialUpfront", PurchaseOption::SavingsPlan3Partial},
    {"yrTerm3Savings.allUpfront", PurchaseOption::SavingsPlan3Upfront},
}};

constexpr std::size_t kMostRows = 200'000;

class InstanceVisitor : public JsonVisitor {
public:
  InstanceVisitor(const std::string& fileName, const std::string& region)
      : m_fileName(fileName), m_region(region), m_asked(!region.empty()) {}

  // N/instance_type, N/pricing/REGION/linux/ondemand, …/linux/reserved/TERM, …/emr/emr
  Result<void> value(const JsonPath& path, std::string_view text, JsonKind kind) override {
    if (path.size() == 2 && path[1] == "instance_type")
      m_type = text;
    if (path.size() < 5 || path[1] != "pricing" || (kind == JsonKind::String && text.empty()))
      return {};
    const std::string& system = path[3];
    PriceRow row;
    row.item = PriceItem::Instance;
    if (system == "emr" && path.size() == 5 && path[4] == "emr") {
      row.item = PriceItem::ClusterFee;
    } else if (system == "linux" && path.size() == 6 && path[4] == "reserved") {
      const auto found = std::ranges::find(kReserved, path[5], &ReservedKey::key);
      if (found == kReserved.end())
        return left("reserved", "a commitment of other terms");
      row.purchase = found->option;
    } else if (system == "linux" && path.size() == 5 && path[4] == "spot_avg") {
      row.purchase = PurchaseOption::Spot;
      row.tag = PriceTag::Recalled;
    } else if (system == "linux" && path.size() == 5 && path[4] == "ondemand") {
      row.purchase = PurchaseOption::OnDemand;
    } else {
      return path[path.size() - 1] == "ondemand" ? left(system, "not Linux") : Result<void>();
    }
    return price(std::move(row), path, text);
  }

  Result<void> end(const JsonPath& path) override {
    if (path.size() != 1)
      return {};
    if (m_type.empty() && !m_pending.empty())
      return wrong("prices of an instance without an \"instance_type\"", path.pointer());
    for (PriceRow& row : m_pending) {
      row.type = m_type;
      m_import.rows.push_back(std::move(row));
    }
    if (m_import.rows.size() > kMostRows)
      return wrong("more prices than any list has", path.pointer());
    m_pending.clear();
    m_type.clear();
    return {};
  }

  Result<PriceImport> result() {
    if (m_import.rows.empty())
      return wrong("nothing here that a bill can use" + (m_asked ? " for " + m_region : std::string()), {});
    const auto key = [](const PriceRow& row) { return std::tie(row.item, row.type, row.purchase); };
    std::ranges::stable_sort(m_import.rows, {}, key);
    const auto twice = std::ranges::adjacent_find(m_import.rows, {}, key);
    if (twice != m_import.rows.end())
      return wrong("two prices of " + twice->type, {});
    m_import.region = m_region;
    m_import.kind = "ec2instances.info";
    return std::move(m_import);
  }

private:
  Result<void> left(const std::string& group, std::string_view reason) {
    m_import.leftovers.add(group, reason);
    return {};
  }

  tl::unexpected<Error> wrong(std::string what, std::string place) const {
    Problem problem;
    problem.what = std::move(what);
    problem.file = m_fileName;
    problem.pointer = std::move(place);
    return failure(Error{ErrorKind::Input, {std::move(problem)}});
  }

  Result<void> price(PriceRow row, const JsonPath& path, std::string_view text) {
    const std::string region = awsRegionCode(path[2]);
    if (region.empty())
      return left(path[2], "not a region");
    if (m_region.empty())
      m_region = region;
    if (region != m_region)
      return m_asked
                 ? left("instance", "another region")
                 : wrong("prices of " + m_region + " and of " + region + " (say which with --region)", path.pointer());
    const auto taken = importedPrice(row.item, text);
    // Types that a region does not offer stand there with words instead of a price.
    if (!taken && !text.empty() && (text.front() < '0' || text.front() > '9') && text.front() != '-')
      return left("instance", "no price");
    if (!taken)
      return wrong(taken.error().problems.front().what, path.pointer());
    if (taken->price == Money())
      return left("instance", "a price of nothing");
    row.price = *taken;
    m_pending.push_back(std::move(row));
    return {};
  }

  const std::string& m_fileName;
  std::string m_region;
  bool m_asked = false;
  std::string m_type;
  std::vector<PriceRow> m_pending; // of the type being read: its name may come last
  PriceImport m_import;
};

} // namespace

Result<PriceImport> readInstanceList(std::istream& in, const std::string& fileName, const std::string& region) {
  InstanceVisitor visitor(fileName, region);
  if (auto walked = walkJson(in, fileName, visitor); !walked)
    return failure(walked.error());
  return visitor.result();
}

} // namespace coldframe

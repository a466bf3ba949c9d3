#include "sim/price/import/aws_regions.h"

#include <algorithm>
#include <array>

namespace coldframe {

namespace {

struct Region {
  std::string_view code;
  std::string_view place;
};

constexpr std::array<Region, 34> kRegions{{
    {"us-east-1", "US East (N. Virginia)"},
    {"us-east-2", "US East (Ohio)"},
    {"us-west-1", "US West (N. California)"},
    {"us-west-2", "US West (Oregon)"},
    {"ca-central-1", "Canada (Central)"},
    {"ca-west-1", "Canada West (Calgary)"},
    {"mx-central-1", "Mexico (Central)"},
    {"sa-east-1", "South America (Sao Paulo)"},
    {"eu-west-1", "EU (Ireland)"},
    {"eu-west-2", "EU (London)"},
    {"eu-west-3", "EU (Paris)"},
    {"eu-central-1", "EU (Frankfurt)"},
    {"eu-central-2", "Europe (Zurich)"},
    {"eu-north-1", "EU (Stockholm)"},
    {"eu-south-1", "EU (Milan)"},
    {"eu-south-2", "Europe (Spain)"},
    {"af-south-1", "Africa (Cape Town)"},
    {"me-south-1", "Middle East (Bahrain)"},
    {"me-central-1", "Middle East (UAE)"},
    {"il-central-1", "Israel (Tel Aviv)"},
    {"ap-east-1", "Asia Pacific (Hong Kong)"},
    {"ap-east-2", "Asia Pacific (Taipei)"},
    {"ap-south-1", "Asia Pacific (Mumbai)"},
    {"ap-south-2", "Asia Pacific (Hyderabad)"},
    {"ap-southeast-1", "Asia Pacific (Singapore)"},
    {"ap-southeast-2", "Asia Pacific (Sydney)"},
    {"ap-southeast-3", "Asia Pacific (Jakarta)"},
    {"ap-southeast-4", "Asia Pacific (Melbourne)"},
    {"ap-southeast-5", "Asia Pacific (Malaysia)"},
    {"ap-southeast-7", "Asia Pacific (Thailand)"},
    {"ap-northeast-1", "Asia Pacific (Tokyo)"},
    {"ap-northeast-2", "Asia Pacific (Seoul)"},
    {"ap-northeast-3", "Asia Pacific (Osaka)"},
    {"us-gov-west-1", "AWS GovCloud (US-West)"},
}};

} // namespace

std::string awsRegionCode(std::string_view text) {
  std::string place(text);
  const auto known = [&place](const Region& region) { return region.place == place || region.code == place; };
  auto found = std::ranges::find_if(kRegions, known);
  if (found == kRegions.end() && place.starts_with("Europe (")) {
    place.replace(0, 6, "EU"); // some files say Europe where others say EU
    found = std::ranges::find_if(kRegions, known);
  }
  return found == kRegions.end() ? std::string() : std::string(found->code);
}

} // namespace coldframe

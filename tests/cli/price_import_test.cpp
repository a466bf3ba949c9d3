// prices import: as a user types it, and what becomes of the old book when it goes wrong.
#include "tests/cli/cli_harness.h"
#include "tests/cli/cli_process.h"
#include "tests/support/data_locator.h"

#include <sched.h>

#include <filesystem>
#include <fstream>

namespace coldframe::cli {
namespace {

class ImportedPrices : public testing::Test {
protected:
  std::string pathOf(const std::string& name) const { return (m_folder.path() / name).string(); }
  std::string file(const std::string& name, const std::string& text) const {
    std::ofstream(pathOf(name)) << text;
    return pathOf(name);
  }
  std::size_t filesInFolder() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(m_folder.path()), {}));
  }
  test::TemporaryFolder m_folder;
};

const std::string kCalculatorMap = R"j({"US East (N. Virginia)": {"Lambda Requests": {"price": "0.0000003"},
  "Lambda Duration": {"price": "0.00002"}, "Lambda Carrots": {"price": "1"}}})j";

TEST_F(ImportedPrices, BecomeADatedBookThatBillsAreMadeWith) {
  const std::string map = file("lambda.json", kCalculatorMap);
  const CliResult imported = coldframe({"prices", "import", map, "--as", "mine@2026-10", "-o", pathOf("mine.json")});
  ASSERT_EQ(imported.code, 0) << imported.err;
  EXPECT_EQ(imported.out, "");
  EXPECT_NE(imported.err.find("2 prices and 0 free grants taken into mine@2026-10"), std::string::npos) << imported.err;
  EXPECT_NE(imported.err.find("the rest is from aws-us-east-1@2026-09"), std::string::npos) << imported.err;
  EXPECT_NE(imported.err.find("not taken: 1 of Lambda Carrots"), std::string::npos) << imported.err;
  const CliResult bill = coldframe({"bill", "mobile-backend", "--prices", pathOf("mine.json"), "--format", "json"});
  const JsonNode root = bill.json();
  EXPECT_EQ(at(root, "/bills/0/prices/name").asString(), "mine@2026-10");
  EXPECT_EQ(at(root, "/bills/0/total_usd").asString(), "11.7"); // 540,000 GB-s at 0.00002 and 3 M requests at 0.30
}

TEST_F(ImportedPrices, NeedANameAndARegionWhereTheFileHasNone) {
  const std::string map = file("lambda.json", kCalculatorMap);
  EXPECT_EQ(coldframe({"prices", "import", map}).code, 2);
  EXPECT_EQ(coldframe({"prices", "import", map, "--as", "mine"}).code, 2);
  EXPECT_EQ(coldframe({"prices", "import", map, "--as", "mine@2026-10", "--region", "mars"}).code, 2);
  EXPECT_EQ(coldframe({"prices", "import", map, "--as", "mine@2026-10", "--region", "eu-west-1"}).code, 3);
  EXPECT_EQ(coldframe({"prices", "import", pathOf("nothing.json"), "--as", "mine@2026-10"}).code, 3);
}

TEST_F(ImportedPrices, ThatEndTooEarlyLeaveTheOldBookAsItWas) {
  const std::string cut = file("lambda.json", kCalculatorMap.substr(0, kCalculatorMap.size() - 10));
  const std::string old = file("mine.json", "the old book");
  const CliResult imported = coldframe({"prices", "import", cut, "--as", "mine@2026-10", "-o", old});
  EXPECT_EQ(imported.code, 3);
  EXPECT_NE(imported.err.find("lambda.json:2:"), std::string::npos) << imported.err;
  EXPECT_NE(imported.err.find("the text ends too early"), std::string::npos) << imported.err;
  EXPECT_EQ(test::readText(old), "the old book");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(m_folder.path()), {}), 2);
}

// An offer file of one product that is wanted and as many as asked for that are not.
std::string offerFile(std::size_t others) {
  std::string text =
      R"({"formatVersion": "v1.0", "offerCode": "AWSLambda", "publicationDate": "2026-09-19T18:30:21Z", "products": {
"A": {"sku": "A", "attributes": {"group": "AWS-Lambda-Requests", "usagetype": "Request", "regionCode": "us-east-1"}})";
  for (std::size_t i = 0; i < others; ++i) {
    const std::string sku = "X" + std::to_string(i);
    text +=
        ",\n\"" + sku + R"(": {"sku": ")" + sku +
        R"(", "productFamily": "Serverless", "attributes": {"group": "AWS-Lambda-Carrots", "usagetype": "Carrot", "regionCode": "us-east-1"}})";
  }
  return text + R"(}, "terms": {"OnDemand": {"A": {"A.J": {"sku": "A", "effectiveDate": "2026-09-01T00:00:00Z",
    "priceDimensions": {"r": {"beginRange": "0", "endRange": "Inf", "unit": "Requests", "pricePerUnit": {"USD": "0.0000002"}}}}}}}})";
}

// Wherever the file is cut off, the book of before stays and nothing is left beside it.
TEST_F(ImportedPrices, CutOffAnywhereLeaveTheOldBookAsItWas) {
  const std::string whole = offerFile(3);
  const std::string old = file("mine.json", "the old book");
  for (std::size_t length = 0; length < whole.size(); length += 41) {
    const std::string cut = file("offer.json", whole.substr(0, length));
    const CliResult imported = coldframe({"prices", "import", cut, "--as", "aws-us-east-1@2026-10", "-o", old});
    ASSERT_EQ(imported.code, 3) << length;
    ASSERT_NE(imported.err.find("offer.json"), std::string::npos) << imported.err;
    ASSERT_EQ(test::readText(old), "the old book");
    ASSERT_EQ(filesInFolder(), 2u);
  }
  const CliResult imported = coldframe({"prices", "import", file("offer.json", whole), "-o", old});
  EXPECT_EQ(imported.code, 0) << imported.err;
  EXPECT_NE(imported.err.find("not taken: 3 of AWS-Lambda-Carrots"), std::string::npos) << imported.err;
  EXPECT_NE(test::readText(old).find("aws-us-east-1"), std::string::npos);
}

TEST_F(ImportedPrices, OnAFullDiskLeaveTheOldBookAsItWas) {
  const std::string old = file("mine.json", "the old book");
  const std::string offer = file("offer.json", offerFile(1));
  Process process({"prices", "import", offer, "-o", old}, pathOf("out"), pathOf("err"), 4096);
  EXPECT_EQ(process.exitCode(), 5);
  EXPECT_NE(test::readText(pathOf("err")).find("mine.json: cannot write it"), std::string::npos)
      << test::readText(pathOf("err"));
  EXPECT_EQ(test::readText(old), "the old book");
  EXPECT_EQ(filesInFolder(), 4u);
}

TEST_F(ImportedPrices, WhereNothingCanBeWrittenSayWhy) {
  const std::string offer = file("offer.json", offerFile(1));
  for (const std::string& path : {pathOf("missing/mine.json"), offer + "/mine.json", pathOf("")}) {
    const CliResult imported = coldframe({"prices", "import", offer, "-o", path});
    EXPECT_EQ(imported.code, 5) << path;
    EXPECT_NE(imported.err.find("cannot write"), std::string::npos) << imported.err;
  }
  EXPECT_EQ(filesInFolder(), 1u);
}

// Killed in the middle of some hundred thousand products.
TEST_F(ImportedPrices, KilledHalfWayLeaveTheOldBookAsItWas) {
  const std::string old = file("mine.json", "the old book");
  const std::string offer = file("offer.json", offerFile(400'000));
  Process process({"prices", "import", offer, "-o", old}, pathOf("out"), pathOf("err"));
  // The file beside the book says that the program has begun.
  while (process.isRunning() && filesInFolder() < 5)
    sched_yield();
  process.killAtOnce();
  EXPECT_EQ(process.exitCode(), -SIGKILL);
  EXPECT_EQ(test::readText(old), "the old book");
}

} // namespace
} // namespace coldframe::cli

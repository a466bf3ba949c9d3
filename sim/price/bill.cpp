#include "sim/price/bill.h"

namespace coldframe {

Money Bill::total() const {
  Money sum;
  for (const BillLine& line : lines)
    sum += line.amount;
  return sum;
}

Money Bill::invoiceTotal() const {
  Money sum;
  for (const BillLine& line : lines)
    sum += line.invoiceAmount();
  return sum;
}

std::vector<std::string> Bill::unpriced() const {
  std::vector<std::string> names;
  for (const BillLine& line : lines)
    if (!line.priced)
      names.push_back(line.item);
  return names;
}

} // namespace coldframe

//! Norwegian sentences that leave the house: titles, descriptions, labels of the document.

package io.florin.edge.transfer;

import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue;
import io.florin.edge.json.LedgerTypes;
import io.florin.edge.json.Type;
import io.florin.edge.json.Unfit;
import io.florin.protocol.refusal.Refusal;

/** One transfer of many: its id is known, the rest is read on its own, for its own result. */
record BulkItem(String id, JsonObject transfer) {
    static final Type<BulkItem> TYPE = new ItemType();

    private static final class ItemType implements Type<BulkItem> {
        @Override
        public BulkItem read(JsonValue value) throws Unfit {
            if (!(value instanceof JsonObject transfer)) {
                throw new Unfit(Refusal.FIELD_INVALID, "must be an object.");
            }
            String name = TransferBody.ID.name();
            var id = transfer.get(name);
            if (id == null) {
                throw new Unfit(
                                Refusal.FIELD_MISSING,
                                "is missing: in bulk, each transfer is named by its id.")
                        .in(name);
            }
            try {
                return new BulkItem(LedgerTypes.ID.read(id), transfer);
            } catch (Unfit unfit) {
                throw unfit.in(name);
            }
        }

        @Override
        public JsonObject schema() {
            return TransferBody.SHAPE.schema();
        }
    }
}

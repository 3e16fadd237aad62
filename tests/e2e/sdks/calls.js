// calls.js URL - three profiles call URL for 16 seconds, all at once; prints what AWS has said to each
const { STSClient, GetCallerIdentityCommand } = require("@aws-sdk/client-sts");
const end = Date.now() + 16000;
async function call(profile) {
    const client = new STSClient({ profile, region: "eu-west-1", endpoint: process.argv[2], maxAttempts: 1 });
    const found = new Set();
    while (Date.now() < end) {
        try { found.add((await client.send(new GetCallerIdentityCommand({}))).Arn); }
        catch (error) { found.add(String(error)); }
        await new Promise(resolve => setTimeout(resolve, 50));
    }
    return [profile, [...found]];
}
Promise.all(["default", "ops", "audit"].map(call)).then(all => console.log(JSON.stringify(Object.fromEntries(all))));
